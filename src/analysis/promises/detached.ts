import type { TSESTree } from "@typescript-eslint/utils";
import { mayWait } from "./asynchrony.js";
import { discards } from "./discards.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { settledBy } from "./executors.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, isImmediatelyCalled } from "../functions.js";
import { canHold, factOf } from "../libraries/libraries.js";
import { bare, isCall, isWithin, nodes, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "./promises.js";
import { isSerial } from "../serial.js";
import { settingOf } from "../settings.js";
import { flowOf } from "../flow/flow.js";

/** Work that goes on after the call which started it has returned, and whose promise nobody holds. */
export interface Detachment {
  /** The call that detaches: the timer, the `then`, the function called in place. */
  readonly call: Call;
  /** The function that runs detached. */
  readonly work: FunctionNode;
  /** Whether two of them, started one after the other, run in that order. */
  readonly keepsOrder: boolean;
  /** Whether it runs as soon as the program comes to it: no time is set that has to pass. */
  readonly isNext: boolean;
}

/** The work that a node runs in, where that is detached from the function around it. */
export function detachmentOf(file: File, node: TSESTree.Node): Detachment | undefined {
  let step = node;
  for (let work = functionOf(node); work; step = work, work = functionOf(work)) {
    const found = detachedAs(file, work, step);
    // whoever holds the promise that it settles waits for it
    if (found) return settles(file, found.work) ? undefined : found;
    const callback = callbackOf(work);
    const isPassedThrough = isImmediatelyCalled(work) || (callback && isPartOfTheSameRun(file, callback.call));
    if (!isPassedThrough) return undefined;
  }
  return undefined;
}

/** A callback that runs within the work of the function around it: `then` and `runExclusive` callbacks, element callbacks. */
function isPartOfTheSameRun(file: File, call: Call): boolean {
  return chainMethod(call) !== undefined || factOf(file, "scoped", call) !== undefined || factOf(file, "limiters", call) !== undefined || factOf(file, "callbacks", call)?.fact.runs === "sync";
}

/**
 * Whether anything in a file could be detached work: a look at its callbacks, and at what it throws away, that spares most files the rest.
 * Work is detached by an async function that is called in place, by a `then`, or by a call with one of three kinds of
 * facts (`detachedAs` knows no other way), so that a file which can have none of these has no detached work.
 */
export const mayDetach = perFile((file): boolean => {
  if (!mayWait(file) && !canHold(file, ["timers", "scoped", "limiters"])) return false;
  if (discards(file).length > 0) return true;
  return (["ArrowFunctionExpression", "FunctionExpression"] as const).some((type) =>
    nodes(file)
      .of(type)
      .some((fn) => {
        if (isImmediatelyCalled(fn)) return fn.async;
        const call = callbackOf(fn)?.call;
        return call !== undefined && (chainMethod(call) !== undefined || factOf(file, "timers", call) !== undefined || factOf(file, "scoped", call) !== undefined || factOf(file, "limiters", call) !== undefined);
      }),
  );
});

function detachedAs(file: File, work: FunctionNode, step: TSESTree.Node): Detachment | undefined {
  const call = calledInPlace(file, work);
  if (call) {
    // what comes before the first suspension runs before the call returns
    const isLate = work.async && isDropped(file, call) && flowOf(file, work).suspensionsBefore(step).length > 0;
    return isLate ? { call, work, keepsOrder: false, isNext: false } : undefined;
  }
  const callback = callbackOf(work) ?? handedByName(file, work);
  if (!callback) return undefined;
  return handedTo(file, work, callback);
}

/** `(async () => …)()`, or the one call of a function that is declared where it is called. */
function calledInPlace(file: File, work: FunctionNode): TSESTree.CallExpression | undefined {
  if (isImmediatelyCalled(work)) return work.parent as TSESTree.CallExpression;
  const name = namedUse(file, work);
  return name?.parent.type === "CallExpression" && name.parent.callee === name ? name.parent : undefined;
}

function handedTo(file: File, work: FunctionNode, callback: { readonly call: Call; readonly argument: number }): Detachment | undefined {
  const { call } = callback;
  const timer = factOf(file, "timers", call)?.fact;
  if (timer) return timer.callback === callback.argument && !timer.repeats && !timer.frame ? { call, work, keepsOrder: isSameDelay(file, call, timer.delay), isNext: isNextTurn(file, call, timer.delay) } : undefined;
  // what a failure undoes is no write of the setter's
  if (chainMethod(call) === "catch" || (chainMethod(call) === "then" && callback.argument > 0)) return undefined;
  if (chainMethod(call) !== undefined) return isDropped(file, call) ? { call, work, keepsOrder: startsSettled(call), isNext: startsSettled(call) } : undefined;
  if (factOf(file, "scoped", call)) return isDropped(file, call) ? { call, work, keepsOrder: !suspendsAround(file, call), isNext: !suspendsAround(file, call) } : undefined;
  // a queue of one keeps the order, and whoever uses one knows that it waits
  if (factOf(file, "limiters", call)) return isDropped(file, call) && !isSerial(file, call) ? { call, work, keepsOrder: false, isNext: false } : undefined;
  return undefined;
}

/** `setTimeout(apply, 10)`: the one use of a function that is declared where it is used. */
function handedByName(file: File, work: FunctionNode): { readonly call: Call; readonly argument: number } | undefined {
  const name = namedUse(file, work);
  const call = name?.parent;
  if (!name || !isCall(call) || call.type !== "CallExpression") return undefined;
  return call.callee === name ? undefined : { call, argument: call.arguments.indexOf(name) };
}

/** The only mention of a function of its own, in the function that declares it. */
function namedUse(file: File, work: FunctionNode): TSESTree.Identifier | undefined {
  const declared = work.type === "FunctionDeclaration" ? work.id : work.parent.type === "VariableDeclarator" && work.parent.id.type === "Identifier" ? work.parent.id : undefined;
  const variable = declared && functionOf(work) ? variableOf(file, declared) : undefined;
  const mentions = variable?.references.filter((reference) => !reference.init) ?? [];
  const [only] = mentions;
  const name = only?.identifier;
  return mentions.length === 1 && name?.type === "Identifier" && only?.isRead() && functionOf(name) === functionOf(work) ? name : undefined;
}

/** Work that settles the promise it stands in the executor of: whoever holds that promise waits for it. */
function settles(file: File, work: FunctionNode): boolean {
  return [...ownNodes(file, work.body)].some((node) => node.type === "CallExpression" && node.callee.type === "Identifier" && settledBy(file, node.callee) !== undefined);
}

function suspendsAround(file: File, call: Call): boolean {
  const fn = functionOf(call);
  return fn !== undefined && flowOf(file, fn).suspensionsBefore(call).length > 0;
}

/** A timer without a delay, or with one of nothing: its callbacks run in the order in which they were handed over. */
function isNextTurn(file: File, call: Call, delay: number | null): boolean {
  if (delay === null) return true;
  return settingOf(file, call, { argument: delay, path: "", none: [0] }).answer === "unset";
}

/** A delay that is written out: timers of one length fire in the order in which they were set. */
function isSameDelay(file: File, call: Call, delay: number | null): boolean {
  const given = delay === null ? undefined : call.arguments[delay];
  return isNextTurn(file, call, delay) || (given !== undefined && (numberOf(file, given) !== undefined || isOfAround(file, given, call)));
}

/** A name that the functions around are given once for all the timers: `function useDelayed(ms) { return (value) => setTimeout(…, ms); }`. */
function isOfAround(file: File, given: TSESTree.Node, call: Call): boolean {
  const variable = given.type === "Identifier" ? variableOf(file, given) : undefined;
  const definition = variable?.defs[0];
  const home = functionOf(call);
  return definition !== undefined && home !== undefined && !isWithin(definition.name, home) && writesOf(variable as Variable).every(({ name }) => name === definition.name);
}

/** `Promise.resolve().then(…)`: nothing is waited for. */
function startsSettled(call: Call): boolean {
  const callee = bare(call.callee);
  const start = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  if (start?.type !== "CallExpression") return false;
  const method = bare(start.callee);
  return method.type === "MemberExpression" && method.object.type === "Identifier" && method.object.name === "Promise" && start.arguments.length === 0;
}

/** Whether the promise of a call, or the end of the chain that it starts, is thrown away. */
export function isDropped(file: File, call: TSESTree.Node): boolean {
  return dropped(file).has(chainEnd(call));
}

/** The last link of the chain that a call is a part of. */
export function chainEnd(call: TSESTree.Node): TSESTree.Node {
  let end = call;
  for (;;) {
    let outer = end.parent;
    if (outer?.type === "ChainExpression") outer = outer.parent;
    const isLink = outer?.type === "MemberExpression" && bare(outer.object) === end && isCall(outer.parent) && outer.parent.callee === outer && chainMethod(outer.parent) !== undefined;
    if (!isLink) return end;
    end = (outer as TSESTree.MemberExpression).parent;
  }
}

const dropped = perFile((file): ReadonlySet<TSESTree.Node> => new Set(discards(file).map(({ expression }) => expression)));

/** The call that a chain starts with, under its `then`s and `catch`es. */
export function chainStart(expression: TSESTree.Node): TSESTree.Node {
  let start = bare(expression);
  while (isCall(start) && chainMethod(start) !== undefined) start = bare((bare(start.callee) as TSESTree.MemberExpression).object);
  return start;
}
