import type { TSESTree } from "@typescript-eslint/utils";
import { isPlainDelay } from "./delays.js";
import type { File } from "../file.js";
import { calleeOf, isNothing } from "../functions.js";
import { factOf } from "./libraries.js";
import { bare, isFunction, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { returnedBy } from "../promises/promises.js";

/** A suspension that waits for nothing but time. */
export interface Pause {
  /** Whether control comes back at once: the next turn, a microtask, a sleep of nothing. */
  readonly isTight: boolean;
  /** Whether it was given something that can end it: a signal. */
  readonly isAbortable: boolean;
}

/** The pause that awaiting an expression makes; `undefined` where it waits for something else. */
export function pauseOf(file: File, awaited: TSESTree.Node): Pause | undefined {
  const node = bare(awaited);
  if (isNothing(node) || node.type === "Literal") return tight;
  if (node.type === "NewExpression") return executorPause(file, node);
  if (node.type !== "CallExpression") return undefined;
  if (/^Promise\.resolve$/.test(file.source.getText(node.callee)) && node.arguments.every((argument) => argument.type === "Literal" || isNothing(argument))) return tight;
  const own = calleeOf(file, node);
  if (own) return ownPause(file, own, node);
  const timer = factOf(file, "timers", node)?.fact;
  if (timer?.callback === null) return { isTight: timer.delay === null || isZero(file, node.arguments[timer.delay]), isAbortable: node.arguments.length > 1 };
  if (/(?:^|\.)(?:scheduler\.yield|setImmediate|nextTick|yieldToEventLoop)$/.test(file.source.getText(node.callee)) && node.arguments.length === 0) return tight;
  if (isPlainDelay(file, node)) return { isTight: isZero(file, node.arguments[0]), isAbortable: false };
  return isNamedWithSignal(file, node) ? { isTight: false, isAbortable: true } : undefined;
}

const tight: Pause = { isTight: true, isAbortable: false };

function isZero(file: File, delay: TSESTree.Node | undefined): boolean {
  return delay === undefined || numberOf(file, delay) === 0;
}

/** `sleep(500, signal)` */
function isNamedWithSignal(file: File, call: TSESTree.CallExpression): boolean {
  return call.arguments.length > 1 && /(?:^|\.)(?:sleep|delay|pause|wait|setTimeout)$/.test(file.source.getText(call.callee));
}

/** `new Promise((resolve) => setTimeout(resolve, 100))` */
function executorPause(file: File, made: TSESTree.NewExpression): Pause | undefined {
  const executor = made.arguments[0] && bare(made.arguments[0]);
  if (made.callee.type !== "Identifier" || made.callee.name !== "Promise" || !executor) return undefined;
  // `new Promise(setImmediate)`
  if (executor.type === "Identifier" || executor.type === "MemberExpression") return /^(?:setImmediate|setTimeout|process\.nextTick|queueMicrotask)$/.test(file.source.getText(executor)) ? tight : undefined;
  const timer = isFunction(executor) ? onlyCall(file, executor) : undefined;
  const fact = timer && factOf(file, "timers", timer)?.fact;
  if (!timer || !fact || fact.repeats || fact.callback === null) return undefined;
  return { isTight: fact.delay === null || isZero(file, timer.arguments[fact.delay]), isAbortable: false };
}

/** The one call that a function makes. */
function onlyCall(file: File, fn: FunctionNode): Call | undefined {
  const calls = [...ownNodes(file, fn.body)].filter((node): node is Call => node.type === "CallExpression" || node.type === "NewExpression");
  return calls.length === 1 ? calls[0] : undefined;
}

/** A function of the file that gives a pause: `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))`. */
function ownPause(file: File, fn: FunctionNode, call: TSESTree.CallExpression): Pause | undefined {
  const results = returnedBy(file, fn);
  const inner = results.length === 1 && results[0] && bare(results[0]).type === "NewExpression" ? pauseOf(file, results[0]) : undefined;
  if (!inner) return undefined;
  return { isTight: inner.isTight || (call.arguments.length > 0 && isZero(file, call.arguments[0])), isAbortable: false };
}
