import type { TSESTree } from "@typescript-eslint/utils";
import { callbackUse } from "./promises/callbacks.js";
import type { File } from "./file.js";
import { functionMeant } from "./functions.js";
import { factOf } from "./libraries/libraries.js";
import { bare, propertyName, type Call, type FunctionNode } from "./nodes.js";
import { chainMethod } from "./promises/promises.js";

/** When a function runs that was given away: before the call returns, when a promise settles, when a timer fires, on an event, once when some work is done. */
export interface Registration {
  readonly how: "sync" | "chain" | "timer" | "listener" | "once" | "unknown";
  /** Whether it can run again after it has run. */
  readonly repeats: boolean;
  /** Of a listener: the event, where it is written out, and the expression that it is registered on. */
  readonly event?: string | undefined;
  readonly receiver?: TSESTree.Node;
}

const many = new Set(["on", "addListener", "prependListener", "addEventListener"]);
const one = new Set(["once", "prependOnceListener"]);

/** Whether a call takes a listener back: whoever had it calls it no more. */
export function takesBack(call: Call): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && /^(?:off|removeListener|removeEventListener)$/.test(propertyName(callee) ?? "");
}

/** When a call runs the function at one of its arguments. */
export function registrationOf(file: File, call: Call, argument: number): Registration {
  const listener = listenerOf(call, argument);
  if (listener) return listener;
  if (chainMethod(call)) return { how: "chain", repeats: false };
  const timer = factOf(file, "timers", call)?.fact;
  if (timer) return timer.callback === argument ? { how: "timer", repeats: timer.repeats } : { how: "unknown", repeats: false };
  const use = callbackUse(file, call, argument);
  if (use) return { how: use.runs === "sync" ? "sync" : use.runs === "once" ? "once" : "unknown", repeats: use.runs !== "once" };
  return { how: isErrorFirst(file, call, argument) ? "once" : "unknown", repeats: false };
}

/** `emitter.on("event", listener)`, `target.addEventListener("event", listener)`. */
function listenerOf(call: Call, argument: number): Registration | undefined {
  const callee = bare(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  if (callee.type !== "MemberExpression" || method === undefined || argument !== 1 || !(many.has(method) || one.has(method))) return undefined;
  return { how: "listener", repeats: !one.has(method) && !isOnce(call.arguments[2]), event: textOf(call.arguments[0]), receiver: callee.object };
}

/** The text of an argument that is written out. */
export function textOf(node: TSESTree.Node | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  return node?.type === "TemplateLiteral" && node.expressions.length === 0 ? node.quasis[0]?.value.raw : undefined;
}

function isOnce(options: TSESTree.Node | undefined): boolean {
  return (
    options?.type === "ObjectExpression" &&
    options.properties.some((property) => property.type === "Property" && propertyName(property) === "once" && property.value.type === "Literal" && property.value.value === true)
  );
}

const errorName = /^_?(?:err|error|er)$|^(?:err|error)(?:or)?[A-Z0-9]\w*$/;

/** A callback in the way of Node: the last argument, its first parameter an error by name and, where the name is short, a second one beside it. */
function isErrorFirst(file: File, call: Call, argument: number): boolean {
  const given = call.arguments[argument];
  const fn = argument === call.arguments.length - 1 && given ? functionMeant(file, given) : undefined;
  return fn !== undefined && takesError(fn) && !/error|catch|fail|reject/i.test(nameOfCallee(call));
}

/** Whether the first parameter of a function is an error by its name. */
export function takesError(fn: FunctionNode): boolean {
  const [first, second] = fn.params;
  if (first?.type !== "Identifier") return false;
  return errorName.test(first.name) || (first.name === "e" && second !== undefined);
}

/** Whether a test asks for the error that a function takes first: `if (err)`, `if (err !== null)`. */
export function asksForError(test: TSESTree.Expression, { params: [error] }: FunctionNode): boolean {
  const asked = bare(test);
  const node = asked.type === "BinaryExpression" && /^!==?$/.test(asked.operator) ? bare(asked.left) : asked;
  return node.type === "Identifier" && error?.type === "Identifier" && node.name === error.name;
}

function nameOfCallee(call: Call): string {
  const callee = bare(call.callee);
  return callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
}
