import type { TSESTree } from "@typescript-eslint/utils";
import { keepingMethods, keepingWords, leftoverWords, readingWords, removalWords, rememberedWords, sentWords, speakingWords, writingStatements } from "../knowledge/intents.js";
import { mayVanish, nameIn, wordsOf } from "./dispensables.js";
import type { File } from "./file.js";
import { factOf } from "./libraries.js";
import { bare, type Call } from "./nodes.js";
import { literalOf, settingOf } from "./settings.js";

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

/** `query("DELETE FROM users")` */
export function isWritingStatement({ arguments: [statement] }: Call): boolean {
  const text = statement?.type === "TemplateLiteral" ? statement.quasis[0]?.value.raw : statement?.type === "Literal" ? statement.value : undefined;
  const [verb = "", ...rest] = typeof text === "string" ? text.trim().toLowerCase().split(/\s+/) : [];
  return rest.length > 1 && writingStatements.includes(verb);
}

/** `writeFile(markerFile, "")`: a file that only remembers something, and is made again where it is missing. */
function isRemembered({ arguments: [path] }: Call): boolean {
  const name = path && nameIn(bare(path));
  return name !== undefined && wordsOf(name).some((word) => rememberedWords.includes(word));
}
