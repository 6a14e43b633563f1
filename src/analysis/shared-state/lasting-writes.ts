import type { TSESTree } from "@typescript-eslint/utils";
import {
  cleanupWords,
  commandedWords,
  keepingMethods,
  keepingWords,
  leftoverWords,
  ownWords,
  readingWords,
  removalWords,
  rememberedWords,
  sentWords,
  severalWords,
  speakingWords,
  watchingWords,
  writingStatements,
} from "../../knowledge/intents.js";
import { mayVanish, nameIn, wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { functionsAround, nameOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, type Call } from "../nodes.js";
import { statementOf } from "../libraries/sent-statements.js";
import { literalOf, settingOf } from "../settings.js";

/**
 * Whether a call is known, or says by its name, to change something that outlasts the program: a record, a file, a
 * message to somebody. When that fails and nobody hears of it, data is missing.
 */
export function isLastingWrite(file: File, call: Call): boolean {
  return writesRemotely(file, call) || isWritingStatement(call) || (isLastingName(bare(call.callee)) && !isRemembered(call));
}

/** Whether a function is called after writing: `saveUser`, `orders.publish`, `sendInvoice`. */
export function isLastingName(callee: TSESTree.Node): boolean {
  const name = nameIn(callee);
  if (name === undefined) return false;
  const [verb = "", ...rest] = wordsOf(name);
  if (verb === "create" && rest.some((word) => ownWords.includes(word))) return false;
  const isToPeer = callee.type === "MemberExpression" && mayVanish(callee.object);
  if (isToPeer && speakingWords.includes(verb)) return false;
  if (removalWords.includes(verb)) return !rest.some((word) => leftoverWords.includes(word));
  return keepingMethods.includes(name) || keepingWords.includes(verb) || speakingWords.includes(verb) || (verb === "send" && rest.some((word) => sentWords.includes(word)));
}

/** Whether a function is called after asking for something. */
export function isReadingName(callee: TSESTree.Node): boolean {
  const [verb = ""] = wordsOf(nameIn(callee) ?? "");
  return readingWords.includes(verb);
}

function writesRemotely(file: File, call: Call): boolean {
  const fact = factOf(file, "remote", call)?.fact;
  if (fact?.command !== undefined && isWritingCommand(file, call, call.arguments[fact.command])) return true;
  if (fact?.effect !== "by-method") return fact?.effect === "idempotent-write" || fact?.effect === "non-idempotent";
  return isSentBy(file, call, ["post", "put", "patch", "delete"]);
}

/** Whether a request says that it is of one of these methods, given in small letters. */
export function isSentBy(file: File, call: Call, methods: readonly string[]): boolean {
  const fact = factOf(file, "remote", call)?.fact;
  return (fact?.effect === "by-method" ? (fact.method ?? []) : []).some((slot) => {
    const { value } = settingOf(file, call, slot);
    const method = value && literalOf(file, value);
    return method?.type === "Literal" && methods.includes(String(method.value).toLowerCase());
  });
}

/** `new PutObjectCommand(…)`, `new BatchWriteCommand(…)`; one that watches the program is no part of it. */
function isWritingCommand(file: File, call: Call, argument: TSESTree.Node | undefined): boolean {
  const command = argument && literalOf(file, argument);
  const words = wordsOf((command?.type === "NewExpression" && nameIn(bare(command.callee))) || "");
  const [verb = "", ...rest] = severalWords.includes(words[0] ?? "") ? words.slice(1) : words;
  if (removalWords.includes(verb)) return !rest.some((word) => leftoverWords.includes(word)) && !isTidying(call);
  return commandedWords.includes(verb) && !rest.some((word) => watchingWords.includes(word));
}

/** Whether a call stands in a function that is called after cleaning up: `cleanupBucket`. */
function isTidying(call: Call): boolean {
  return [...functionsAround(call)].some((fn) => cleanupWords.includes(wordsOf(nameOf(fn) ?? "")[0] ?? ""));
}

/** `query("DELETE FROM users")` */
export function isWritingStatement(call: Call): boolean {
  const [verb = "", ...rest] = statementOf(call).split(" ");
  return rest.length > 1 && writingStatements.includes(verb);
}

/** `writeFile(markerFile, "")`: a file that only remembers something, and is made again where it is missing. */
function isRemembered({ arguments: [path] }: Call): boolean {
  const name = path && nameIn(bare(path));
  return name !== undefined && wordsOf(name).some((word) => rememberedWords.includes(word));
}
