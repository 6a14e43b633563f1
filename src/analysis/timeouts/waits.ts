import type { TSESTree } from "@typescript-eslint/utils";
import { fileModules } from "../../knowledge/bounds.js";
import { closingMethods, surelyEvents } from "../../knowledge/handlers.js";
import type { WaitFact } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { callsWith, factOf, type Known } from "../libraries/libraries.js";
import { strongest } from "../libraries/library-calls.js";
import { bare, isCall, ownNodes, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { placeOf } from "../places/places.js";
import { settingOf, type Setting } from "../settings.js";
import { isTimeLimited } from "../libraries/time-limits.js";

/** A wait for something that may never come, and whether it can be given up. */
export interface Wait extends Known<WaitFact> {
  readonly node: Call;
  readonly signal: Setting;
}

/** The waits of a file, in source order. */
export const waits = perFile((file): readonly Wait[] =>
  callsWith(file, "waits").flatMap((node) => {
    const known = factOf(file, "waits", node);
    if (!known) return [];
    const given = known.fact.abort.map((slot) => settingOf(file, node, slot));
    const ends = isTimeLimited(file, node) || known.fact.endsWithSource === true || waitsForFiles(file, node) || comesSurely(node) || isBrought(file, node);
    return [{ ...known, node, signal: strongest<Setting>([...given, { answer: ends ? "set" : "unset" }]) }];
  }),
);

/** `finished(out)`, `once(out, "finish")` for streams of local files, which end or fail by themselves; `finished(body.resume())` for what is only emptied. */
function waitsForFiles(file: File, node: Call): boolean {
  const isFile = (argument: TSESTree.Node): boolean => {
    const origin = originOf(file, argument);
    return fileModules.includes(origin?.module ?? "") && /\.create(?:Read|Write)Stream\(\)$/.test(origin?.path ?? "");
  };
  const [stream, ...rest] = node.arguments;
  if (isCall(stream) && stream.callee.type === "MemberExpression" && propertyName(stream.callee) === "resume") return true;
  return stream !== undefined && isFile(stream) && rest.every((argument) => argument.type === "Literal" || argument.type === "ObjectExpression" || isFile(argument));
}

/** `once(server, "listening")`: it comes, or an error does in its place; whoever waits for `abort` means to. */
function comesSurely({ arguments: [, event] }: Call): boolean {
  return event?.type === "Literal" && surelyEvents.includes(String(event.value));
}

/** The function itself brings it about, `file.close()` for `once(file, "close")`, or has the emitter give up: `socket.setTimeout(ms)`. */
function isBrought(file: File, node: Call): boolean {
  const [emitter, event] = node.arguments;
  if (!emitter) return false;
  const methods = ["setTimeout", ...(event?.type === "Literal" ? (closingMethods[String(event.value)] ?? []) : [])];
  const isIt = (object: TSESTree.Node): boolean => {
    const [one, other] = [bare(object), bare(emitter)];
    if (one.type === "Identifier" || other.type === "Identifier") return one.type === other.type && variableOf(file, one) !== undefined && variableOf(file, one) === variableOf(file, other);
    const [place, wanted] = [placeOf(file, one), placeOf(file, other)];
    return place !== undefined && place.key === wanted?.key && place.root === wanted.root;
  };
  const home = functionOf(node)?.body ?? file.ast;
  return [...ownNodes(file, home)].some((inner) => {
    const callee = inner.type === "CallExpression" ? bare(inner.callee) : undefined;
    return callee?.type === "MemberExpression" && methods.includes(propertyName(callee) ?? "") && isIt(callee.object);
  });
}
