import type { TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, callbackOf, functionOf, functionsAround } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { dressed, isCall, isFunction, isWithin, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { deferreds, type Deferred, type Use } from "../promises/settlers.js";
import { heldIn, isClearedAnywhere, isClearing, isShort, isUnreferenced } from "./timer-handles.js";

/** A timer that bounds a promise made by hand, and is still armed when something else has settled that. */
export interface RejectingTimer {
  readonly timer: TSESTree.CallExpression;
  readonly holder: Variable | undefined;
  readonly promise: TSESTree.Node;
  /** The step that settles the promise and leaves the timer armed; `undefined` where nothing clears it. */
  readonly way: { readonly node: TSESTree.Node; readonly throws: false } | undefined;
}

/** In source order. */
export const rejectingTimers = perFile((file): readonly RejectingTimer[] =>
  deferreds(file).flatMap((deferred) => {
    const timer = timerOf(file, deferred);
    const one = timer && leftArmed(file, deferred, timer);
    return one ? [one] : [];
  }),
);

/** The timer of an executor in whose callback the promise is rejected. */
function timerOf(file: File, { executor, reject, uses }: Deferred): TSESTree.CallExpression | undefined {
  if (!executor || !reject) return undefined;
  for (const use of uses) {
    const call = use.as === "callback" ? use.call : callbackAround(use, executor);
    if (call?.type !== "CallExpression" || functionOf(call) !== executor || !rejects(use)) continue;
    const fact = factOf(file, "timers", call)?.fact;
    if (fact && fact.callback !== null && fact.delay !== null && !fact.repeats && !isShort(file, call, fact.delay)) return call;
  }
  return undefined;
}

function rejects({ settler }: Use): boolean {
  return settler === "reject";
}

/** The call that is given the function which a step stands in, directly below the executor. */
function callbackAround({ node }: Use, executor: FunctionNode): TSESTree.Node | undefined {
  const inner = [...functionsAround(node)].find((fn) => functionOf(fn) === executor);
  return inner && callbackOf(inner)?.call;
}

function leftArmed(file: File, { executor, node: promise, uses }: Deferred, timer: TSESTree.CallExpression): RejectingTimer | undefined {
  const others = uses.filter((use) => !isWithin(use.node, timer) && use.as !== "elsewhere" && functionOf(use.node) !== undefined && (use.as !== "call" || use.fn !== executor));
  const held = heldIn(file, timer);
  if (others.length === 0 || held === "elsewhere" || isUnreferenced(timer, held)) return undefined;
  if (!held || !isClearedAnywhere(file, held)) return { timer, holder: held, promise, way: undefined };
  const clearings = held.references.flatMap(({ identifier }) => dressed(identifier).parent ?? []).filter(isClearing);
  const isLocal = held.identifiers[0] !== undefined && functionOf(held.identifiers[0]) === executor;
  // what others are handed, or clear outside of the executor, is not followed
  if (!isLocal || clearings.length === 0 || clearings.some((clearing) => !isWithin(clearing, promise))) return undefined;
  const left = others.find((use) => !isClearedWith(file, use, clearings, executor));
  return left && { timer, holder: held, promise, way: { node: left.node, throws: false } };
}

/** Whether the timer is cleared around a step that settles: in the same statement or function, or in one that this calls. */
function isClearedWith(file: File, use: Use, clearings: readonly TSESTree.Node[], executor: FunctionNode | undefined): boolean {
  if (typeof use.settler !== "string" && clears(file, use.settler, clearings)) return true;
  const statement = statementOf(use.node);
  if (clearings.some((clearing) => isWithin(clearing, statement))) return true;
  for (const fn of functionsAround(use.node)) {
    if (fn === executor) return false;
    if (clears(file, fn, clearings)) return !isPassedBy(file, use, fn, clearings);
  }
  return false;
}

/** `if (error) return reject(error); clearTimeout(timer);`: the way that settles leaves before it comes to the clearing. */
function isPassedBy(file: File, { node }: Use, fn: FunctionNode, clearings: readonly TSESTree.Node[]): boolean {
  if (functionOf(node) !== fn || clearings.some((clearing) => isWithin(clearing, fn) && clearing.range[0] < node.range[0])) return false;
  const isOver = (step: TSESTree.Node): boolean => clearings.includes(step) || (isCall(step) && clearsInCallee(file, step, clearings));
  return [...ownNodes(file, fn.body)].every((step) => step.range[0] > node.range[0] || !isCall(step) || !clearsInCallee(file, step, clearings)) && flowOf(file, fn).waysOut(node, isOver, () => true).some(({ throws }) => !throws);
}

function clears(file: File, fn: FunctionNode, clearings: readonly TSESTree.Node[]): boolean {
  if (clearings.some((clearing) => isWithin(clearing, fn))) return true;
  return [...ownNodes(file, fn.body)].some((node) => isCall(node) && clearsInCallee(file, node, clearings));
}

function clearsInCallee(file: File, call: Call, clearings: readonly TSESTree.Node[]): boolean {
  const called = calleeOf(file, call);
  return called !== undefined && clearings.some((clearing) => isWithin(clearing, called));
}

function statementOf(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (inner.parent && !isFunction(inner.parent) && inner.parent.type !== "BlockStatement") inner = inner.parent;
  return inner;
}
