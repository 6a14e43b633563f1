import type { TSESTree } from "@typescript-eslint/utils";
import type { CallbackFact } from "../knowledge/library.js";
import type { File } from "./file.js";
import { callsIn, factOf, type Known } from "./libraries.js";
import { functionMeant } from "./functions.js";
import { bare, propertyName, type Call, type FunctionNode } from "./nodes.js";
import { originOf } from "./origin.js";
import { isPromise } from "./promises.js";
import { settingOf } from "./settings.js";
import { callPathOf } from "./spelling.js";
import { types } from "./types.js";

/** What becomes of a function that a call is given. */
export interface CallbackUse {
  readonly runs: CallbackFact["runs"];
  readonly result: CallbackFact["result"];
  /** The package and the versions of it that this is true of; default all. */
  readonly onlyFor?: CallbackFact["onlyFor"];
}

const listening = new Set(["on", "once", "addListener", "prependListener", "prependOnceListener", "addEventListener"]);

/** A function whose promise its caller may drop: it is async, or its body is a promise. */
export interface AsyncCallback {
  readonly call: Call;
  readonly argument: TSESTree.Node;
  readonly fn: FunctionNode;
  readonly use: CallbackUse;
}

/** The async functions that a call is given, where it is known what becomes of their promises. */
export function asyncCallbacksOf(file: File, call: Call): readonly AsyncCallback[] {
  return call.arguments.flatMap((argument, index) => {
    const fn = functionMeant(file, argument);
    if (!fn || !givesPromise(file, fn)) return [];
    const use = callbackUse(file, call, index);
    return use ? [{ call, argument, fn, use }] : [];
  });
}

/** Whether a function is async, or its whole body is a promise: `() => save(id)`. */
function givesPromise(file: File, fn: FunctionNode): boolean {
  if (fn.async) return !fn.generator;
  return fn.body.type !== "BlockStatement" && isPromise(file, fn.body) === "yes";
}

/** What a call does with the function at one of its arguments; `undefined` where that is not known. */
export function callbackUse(file: File, call: Call, argument: number): CallbackUse | undefined {
  const known = factOf(file, "callbacks", call);
  if (known && takes(known.fact, call, argument)) {
    if (known.fact.result !== "dropped") return known.fact;
    return isExcepted(file, call, known) || acceptsPromise(file, call, argument) ? { ...known.fact, result: "awaited" } : known.fact;
  }
  if (known || !isListening(call, argument) || acceptsPromise(file, call, argument) || hasOtherOrigin(file, call)) return undefined;
  return { runs: "many", result: "dropped" };
}

function takes(fact: CallbackFact, call: Call, argument: number): boolean {
  if (fact.argument === "all") return true;
  return fact.argument === "last" ? argument === call.arguments.length - 1 : argument === fact.argument;
}

/** `x.on("event", listener)` on whatever it is. */
function isListening(call: Call, argument: number): boolean {
  const callee = bare(call.callee);
  const event = call.arguments[0];
  return (
    argument === 1 &&
    callee.type === "MemberExpression" &&
    listening.has(propertyName(callee) ?? "") &&
    (event?.type === "Literal" || event?.type === "TemplateLiteral")
  );
}

/** A global or a module's own value whose listeners nothing is known about; an instance of a class of some module is taken for an emitter. */
function hasOtherOrigin(file: File, call: Call): boolean {
  const origin = originOf(file, call);
  return origin !== undefined && !origin.path.includes("!");
}

/** The declared type of the parameter says that a promise is expected. */
function acceptsPromise(file: File, call: Call, argument: number): boolean {
  return types(file)?.callbackResult(call, argument) === "promise";
}

/** A setting makes the callee look at the promise after all, or may: an emitter with `captureRejections`. */
function isExcepted(file: File, call: Call, { fact, library, origin }: Known<CallbackFact>): boolean {
  return (fact.unless ?? []).some((slot) => {
    const path = slot.client === undefined ? "" : callPathOf(slot.client, library.default);
    const at = slot.client === undefined ? call : origin.calls[callsIn(path) - 1];
    return at !== undefined && settingOf(file, at, slot).answer !== "unset";
  });
}
