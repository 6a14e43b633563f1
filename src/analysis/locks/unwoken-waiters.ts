import type { TSESTree } from "@typescript-eslint/utils";
import { isCalm } from "../cancellation/calm-steps.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, functionOf } from "../functions.js";
import { hasStuckMark } from "./hand-made-locks.js";
import { bare, isWithin, nodes, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { variableOf } from "../places/bindings.js";
import { perFile } from "../per-file.js";
import { placeOf, writes } from "../places/places.js";
import { writesWithin } from "../places/write-index.js";
import { deferreds } from "../promises/settlers.js";
import { tellsFailure } from "../promises/told-failures.js";

/** A line of waiters whose next one is woken only where the work before it went well. */
export interface UnwokenWaiter {
  /** The place that the waiters stand in. */
  readonly line: string;
  /** The step that wakes the next one. */
  readonly wake: TSESTree.CallExpression;
  /** What can throw before it. */
  readonly leaves: TSESTree.Node;
}

/** The functions of a file that leave the next waiter asleep when their work fails. In source order. */
export const unwokenWaiters = perFile((file): readonly UnwokenWaiter[] => {
  const lines = linesOfWaiters(file);
  if (lines.size === 0) return [];
  const wakers = new Map<FunctionNode, string>();
  const found: UnwokenWaiter[] = [];
  for (const { call, line } of takenFrom(file, lines)) {
    const fn = functionOf(call);
    if (fn && !wakers.has(fn)) wakers.set(fn, line);
  }
  for (const [waker, line] of wakers) {
    const direct = takenFrom(file, lines).find(({ call }) => functionOf(call) === waker);
    if (direct) found.push(...passedBy(file, waker, line, (node) => node === direct.call));
    for (const caller of callersOf(file, waker)) found.push(...passedBy(file, caller, line, (node) => node.type === "CallExpression" && calleeOf(file, node) === waker));
  }
  return found.sort((one, other) => one.wake.range[0] - other.wake.range[0]);
});

/** The places into which the resolvers of promises are put, to be called one at a time. */
function linesOfWaiters(file: File): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { place, node, value } of writes(file)) {
    const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
    if (!value || callee?.type !== "MemberExpression" || !/^(?:push|unshift|add)$/.test(propertyName(callee) ?? "")) continue;
    const given = bare(value);
    const holdsResolver = deferreds(file).some(({ executor, uses }) => executor && isWithin(node, executor) && uses.some((use) => use.settler !== "reject" && isWithin(use.node, given)));
    const isResolver = given.type === "Identifier" && deferreds(file).some(({ executor }) => executor?.params[0]?.type === "Identifier" && variableOf(file, given) === variableOf(file, executor.params[0]));
    if (holdsResolver || isResolver) found.add(place.key);
  }
  return found;
}

/** `waiters.shift()`: the one whose turn it is. */
function takenFrom(file: File, lines: ReadonlySet<string>): readonly { readonly call: TSESTree.CallExpression; readonly line: string }[] {
  return nodes(file).of("CallExpression").flatMap((call) => {
    const callee = bare(call.callee);
    if (callee.type !== "MemberExpression" || !/^(?:shift|pop)$/.test(propertyName(callee) ?? "")) return [];
    const line = placeOf(file, callee.object)?.key;
    return line !== undefined && lines.has(line) ? [{ call, line }] : [];
  });
}

function callersOf(file: File, waker: FunctionNode): ReadonlySet<FunctionNode> {
  return new Set(nodes(file).of("CallExpression").flatMap((call) => {
    const caller = calleeOf(file, call) === waker ? functionOf(call) : undefined;
    return caller && caller !== waker ? [caller] : [];
  }));
}

/** A function that waits for its work and then wakes the next one, but not where the work fails. */
function passedBy(file: File, fn: FunctionNode, line: string, isWake: (node: TSESTree.Node) => boolean): readonly UnwokenWaiter[] {
  const wake = [...ownNodes(file, fn.body)].find((node): node is TSESTree.CallExpression => node.type === "CallExpression" && isWake(node));
  if (!wake || hasStuckMark(file, fn)) return [];
  const flow = flowOf(file, fn);
  const waits = flow.suspensionsBefore(wake);
  // a failure before its turn has come holds nothing, and keeps nobody waiting
  const turn = waits.find((suspension) => isTurn(file, suspension, line));
  const works = waits.filter((suspension) => (!turn || suspension.range[0] > turn.range[1]) && !isCalm(file, suspension) && !(suspension.type === "AwaitExpression" && tellsFailure(file, suspension)) && !isCaughtBy(suspension, wake));
  const leaves = works.find((work) => flow.waysOutIfThrown(work, (node) => isWake(node) || looksInto(file, node, line)).length > 0);
  return leaves ? [{ line, wake, leaves }] : [];
}

/** The next one is woken where the work has failed. */
function isCaughtBy(work: TSESTree.Node, wake: TSESTree.Node): boolean {
  for (let inner = wake, outer = wake.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.handler === inner && isWithin(work, outer.block)) return true;
  }
  return false;
}

/** A step that has to do with those in line, here or in a function of the file that it calls. */
function looksInto(file: File, node: TSESTree.Node, line: string): boolean {
  if (node.type !== "CallExpression") return (node.type === "Identifier" || node.type === "MemberExpression") && placeOf(file, node)?.key === line;
  const callee = calleeOf(file, node);
  return callee !== undefined && [...ownNodes(file, callee.body)].some((inner) => inner.type !== "CallExpression" && looksInto(file, inner, line));
}

/** `await this.#acquire()`, `await new Promise((resolve) => waiters.push(resolve))`: stands in the line until its turn comes. */
function isTurn(file: File, suspension: TSESTree.Node, line: string): boolean {
  const awaited = suspension.type === "AwaitExpression" ? bare(suspension.argument) : undefined;
  const joins = awaited?.type === "CallExpression" ? calleeOf(file, awaited) : awaited;
  return joins !== undefined && writesWithin(file, joins).some(({ place, value }) => value !== undefined && place.key === line);
}
