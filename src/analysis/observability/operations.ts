import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { chainEnd } from "../promises/detached.js";
import { rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, callbackOf, callGraph, functionOf, functionsAround } from "../functions.js";
import { kindAwaited } from "./log-waits.js";
import { metricCalls, metricsByNode, wordsOf } from "./metric-calls.js";
import { bare, descendants, isFunction, isWithin, nodes, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { pauseOf } from "../libraries/pauses.js";
import { perFile } from "../per-file.js";
import { linksOf } from "../promises/chain-links.js";

/** The `await`s of a file that wait for work, and not for telemetry or time, and that can reject; by the function that they stand in. */
const workAwaits = perFile((file): ReadonlyMap<FunctionNode | undefined, readonly TSESTree.AwaitExpression[]> => {
  const found = new Map<FunctionNode | undefined, TSESTree.AwaitExpression[]>();
  for (const node of nodes(file).of("AwaitExpression")) {
    if (kindAwaited(file, node.argument) || pauseOf(file, node.argument) || rejectionOf(file, node.argument) === undefined) continue;
    const fn = functionOf(node);
    found.set(fn, [...(found.get(fn) ?? []), node]);
  }
  return found;
});

/** What is waited for in the function of a node before it, on some path to it; the last one. */
export function workBefore(file: File, node: TSESTree.Node, after?: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  const fn = functionOf(node);
  const flow = flowOf(file, fn ?? file.ast);
  return (workAwaits(file).get(fn) ?? []).findLast((work) => work.range[1] <= node.range[0] && (!after || work.range[0] >= after.range[1]) && flow.reaches(work, node));
}

/** What is waited for in the function of a node after it; the first one. */
export function workAfter(file: File, node: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  const fn = functionOf(node);
  const flow = flowOf(file, fn ?? file.ast);
  return (workAwaits(file).get(fn) ?? []).find((work) => work.range[0] >= node.range[1] && flow.reaches(node, work));
}

/** Whether the failure of some work can leave its function without a node that `counts` says yes to, or a call that sees to it elsewhere. */
export function leavesUncounted(file: File, work: TSESTree.Node, counts: (node: TSESTree.Node) => boolean): boolean {
  const fn = functionOf(work);
  const gates = gatesOf(file, work, counts);
  return flowOf(file, fn ?? file.ast).waysOutIfThrown(work, (node) => gates.has(node) || isPartOf(node, counts) || (node.type === "CallExpression" && recordsInside(file, node))).length > 0;
}

/** The tests in a `finally` around some work that decide whether to count, and that do not ask how the work went: `if (sampled()) …`. */
function gatesOf(file: File, work: TSESTree.Node, counts: (node: TSESTree.Node) => boolean): ReadonlySet<TSESTree.Node> {
  const gates = new Set<TSESTree.Node>();
  for (let outer = work.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type !== "TryStatement" || !outer.finalizer || isWithin(work, outer.finalizer)) continue;
    for (const node of ownNodes(file, outer.finalizer)) {
      const [test, branch] = node.type === "IfStatement" ? [node.test, node.consequent] : node.type === "LogicalExpression" ? [node.left, node.right] : [];
      if (test && branch && [...ownNodes(file, branch)].some(counts) && !asksHowItWent(file, test, outer)) for (const part of descendants(file, test)) gates.add(part);
    }
  }
  return gates;
}

function asksHowItWent(file: File, test: TSESTree.Node, { block, handler }: TSESTree.TryStatement): boolean {
  return [...ownNodes(file, test)].some((node) => {
    const writes = node.type === "Identifier" ? (variableOf(file, node)?.references ?? []).filter((reference) => reference.isWrite()) : [];
    return writes.some(({ identifier }) => isWithin(identifier, block) || (handler !== null && isWithin(identifier, handler)));
  });
}

/** Whether a node is what `counts` says yes to, or a part of it: what `end?.()` skips was never started. */
function isPartOf(node: TSESTree.Node, counts: (node: TSESTree.Node) => boolean): boolean {
  for (let outer: TSESTree.Node | undefined = node; outer && !isFunction(outer) && !outer.type.endsWith("Statement"); outer = outer.parent) if (counts(outer)) return true;
  return false;
}

/** Whether a call records a metric: itself, in a function of the file, or by its name in one from elsewhere. */
export function recordsInside(file: File, call: TSESTree.CallExpression): boolean {
  if (metricsByNode(file).has(call)) return false;
  const callee = calleeOf(file, call);
  if (callee) return recordsIn(file, callee, 0);
  const target = bare(call.callee);
  const name = target.type === "Identifier" ? target.name : target.type === "MemberExpression" ? (propertyName(target) ?? "") : "";
  return wordsOf(name).some((word) => helping.has(word));
}

const helping = new Set(["metric", "metrics", "count", "counter", "record", "track", "stat", "stats", "instrument", "telemetry", "measure", "measured", "timed", "fail", "failed", "failure"]);

function recordsIn(file: File, fn: FunctionNode, depth: number): boolean {
  return [...ownNodes(file, fn.body)].some((node) => {
    if (metricsByNode(file).has(node)) return true;
    const callee = depth < 3 && node.type === "CallExpression" ? calleeOf(file, node) : undefined;
    return callee !== undefined && callee !== fn && recordsIn(file, callee, depth + 1);
  });
}

/** Whether whoever runs the function of a node counts its failures: callers of this file that catch, a chain, or a wrapper that measures. */
export function isCountedOutside(file: File, node: TSESTree.Node): boolean {
  for (const fn of functionsAround(node)) {
    const given = callbackOf(fn)?.call;
    if (given?.type === "CallExpression" && (recordsInside(file, given) || isChainCounted(file, given))) return true;
    if (callGraph(file).callersOf(fn).some((call) => isCaughtAndCounted(file, call) || isChainCounted(file, call))) return true;
  }
  return false;
}

/** Whether a `catch` or `finally` around a call records a metric. */
export function isCaughtAndCounted(file: File, call: TSESTree.Node): boolean {
  for (let inner = call, outer = call.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type !== "TryStatement" || outer.block !== inner) continue;
    const after = [outer.handler, outer.finalizer].filter((part) => part !== null);
    if (after.some((part) => records(file, part))) return true;
  }
  return false;
}

/** Whether a handler further down a chain records a metric. */
export function isChainCounted(file: File, call: TSESTree.CallExpression): boolean {
  const links = linksOf(bare(chainEnd(call))).filter((link) => link.call.range[1] >= call.range[1]);
  return links.some(({ rejected, call: link }) => (rejected && records(file, rejected)) ?? (link !== call && isFinally(link) && link.arguments[0] ? records(file, link.arguments[0]) : false));
}

function isFinally({ callee }: TSESTree.CallExpression): boolean {
  const target = bare(callee);
  return target.type === "MemberExpression" && propertyName(target) === "finally";
}

/** Whether a stretch of code, or the function that it stands for, records a metric. */
export function records(file: File, part: TSESTree.Node): boolean {
  return metricCalls(file).some(({ node }) => isWithin(node, part)) || [...ownNodes(file, isFunction(part) ? part.body : part)].some((node) => node.type === "CallExpression" && recordsInside(file, node));
}
