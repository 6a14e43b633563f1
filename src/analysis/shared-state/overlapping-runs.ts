import type { TSESTree } from "@typescript-eslint/utils";
import { onceEvents } from "../../knowledge/handlers.js";
import { callbackUse } from "../promises/callbacks.js";
import { isDropped } from "../promises/detached.js";
import type { File } from "../file.js";
import type { Frame } from "./frames.js";
import { callbackOf, callGraph, functionOf, isImmediatelyCalled } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { dressed, isCall, isLoop, isWithin, type Call, type FunctionNode } from "../nodes.js";
import { runsOnce } from "../overlap.js";
import { isSharedIn, type Place } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";
import { isSerial, isSerialMethod } from "../serial.js";

/**
 * Whether two runs that reach a step can be under way at once and touch the same place: the function is called again
 * while it is suspended, or its runs are started together.
 *
 * @param isExpected the function tests whether it runs, or has run, already: a second call is expected, whatever its name.
 */
export function mayOverlapAt(file: File, place: Place, frames: readonly Frame[], isExpected: boolean): boolean {
  const run = frames.at(-1)?.fn;
  if (run && isSharedIn(file, place, run) && !isLentOut(place, run) && !isStepOf(file, place, run) && !runsOnce(file, run, isExpected)) return true;
  return frames.some(({ fn }) => startsTogether(file, fn) && isOutside(place, fn) && isBeyondLoop(place, fn));
}

/** Whether a run is one of the steps of the call whose local the place is. */
function isStepOf(file: File, { root }: Place, run: FunctionNode): boolean {
  const definition = typeof root === "object" ? root.defs[0] : undefined;
  if (definition?.type !== "Variable" || isWithin(definition.name, run)) return false;
  return functionOf(definition.name) !== undefined && isOfSameRun(file, definition.name, run);
}

/** A local of the function that waits for the call to which the run is handed: whether that starts several at once is not known. */
export function isLentOut({ root }: Place, run: FunctionNode): boolean {
  const call = callbackOf(run)?.call ?? optionsCall(run);
  const home = typeof root === "object" && root.defs[0] ? functionOf(root.defs[0].name) : undefined;
  if (!call || !home || !isWithin(run, home)) return false;
  const outer = dressed(call).parent;
  return outer?.type === "AwaitExpression" || outer?.type === "ReturnStatement" || outer === functionOf(call);
}

/** A local that only the later steps of the call which declares it touch: `then` callbacks, an executor, what runs once. */
export function isOfSameRun(file: File, declared: TSESTree.Node, home: FunctionNode): boolean {
  let fn: FunctionNode | undefined = home;
  for (; fn && !isWithin(declared, fn); fn = functionOf(fn)) {
    const callback = callbackOf(fn);
    const isOnce = isImmediatelyCalled(fn) || isSerialMethod(file, fn) || (callback && (callback.call.type === "NewExpression" || chainMethod(callback.call) !== undefined || callbackUse(file, callback.call, callback.argument)?.runs === "once" || isHeardOnce(callback.call)));
    if (!isOnce) return false;
  }
  return fn !== undefined;
}

/** `output.on("open", …)`: the event comes once. */
function isHeardOnce(call: Call): boolean {
  const [event] = call.arguments;
  return event?.type === "Literal" && onceEvents.includes(String(event.value));
}

/** `await traced({ name, execute: async () => … })` */
function optionsCall({ parent }: FunctionNode): Call | undefined {
  const call = parent.type === "Property" && parent.parent.type === "ObjectExpression" ? parent.parent.parent : undefined;
  return isCall(call) ? call : undefined;
}

/** What a function does not declare itself. */
function isOutside({ root }: Place, fn: FunctionNode): boolean {
  return typeof root === "string" || (root.defs[0] !== undefined && !isWithin(root.defs[0].name, fn));
}

/** A variable that each turn of the loop has for itself is not shared between the turns. */
function isBeyondLoop({ root }: Place, fn: FunctionNode): boolean {
  if (typeof root === "string") return true;
  const loop = loopAround(fn);
  return !loop || !root.defs[0] || !isWithin(root.defs[0].name, loop);
}

/** Whether the file itself starts several runs of a function, or of one that waits for it, together. */
export function meetsItself(file: File, fn: FunctionNode, seen = new Set<FunctionNode>()): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  if (startsTogether(file, fn)) return true;
  return callGraph(file).callersOf(fn).some((call) => {
    const caller = functionOf(call);
    return caller !== undefined && meetsItself(file, caller, seen);
  });
}

/** Whether several runs of an async function are started without waiting for the one before: for each element, by a limiter of several, or in a loop. */
function startsTogether(file: File, fn: FunctionNode): boolean {
  if (!fn.async) return false;
  if (isImmediatelyCalled(fn)) return loopAround(fn) !== undefined && !isAwaited(fn.parent);
  const callback = callbackOf(fn);
  if (callback) {
    const use = callbackUse(file, callback.call, callback.argument);
    const isElementwise = use?.runs === "sync" && (use.result === "dropped" || use.result === "returned") && callback.call.type === "CallExpression" && !isReduction(callback.call);
    return isElementwise || isStartedSeveralTimes(file, callback.call);
  }
  const calls = callGraph(file).callersOf(fn).filter((call) => !isAwaited(call));
  return calls.some((call) => loopAround(call) !== undefined || isElementOfMap(file, call)) || calls.filter((call) => call.parent.type === "ArrayExpression" || isDropped(file, call)).length > 1;
}

/** A limiter of several that is given a function for each element, or a call that runs its function for each element of a list: `pMap(paths, read, { concurrency: 8 })`. */
function isStartedSeveralTimes(file: File, call: Call): boolean {
  const limiter = factOf(file, "limiters", call)?.fact;
  if (!limiter || isSerial(file, call)) return false;
  return loopAround(call) !== undefined || isElementOfMap(file, call) || limiter.concurrency.some(({ client }) => client === undefined);
}

/** `Promise.all(ids.map((id) => add(id)))`: the call stands in a callback that runs for each element. */
function isElementOfMap(file: File, call: TSESTree.Node): boolean {
  const fn = functionOf(call);
  const callback = fn && callbackOf(fn);
  return callback !== undefined && callback.call.type === "CallExpression" && factOf(file, "callbacks", callback.call)?.fact.runs === "sync" && !isReduction(callback.call);
}

/** `reduce(async (before, item) => { await before; … })` runs one after the other. */
function isReduction({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name.startsWith("reduce");
}

function isAwaited(call: TSESTree.Node): boolean {
  return dressed(call).parent?.type === "AwaitExpression";
}

/** The loop whose turns start a node, within its function. */
function loopAround(node: TSESTree.Node): TSESTree.Node | undefined {
  let inner = node;
  for (let outer = node.parent; outer && outer !== functionOf(node); inner = outer, outer = outer.parent) if (isLoop(outer) && outer.body === inner) return outer;
  return undefined;
}
