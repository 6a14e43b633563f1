import type { TSESTree } from "@typescript-eslint/utils";
import { chainEnd } from "./detached.js";
import { rejectionOf } from "./failures.js";
import type { File } from "./file.js";
import { flowOf } from "./flow.js";
import { calleeOf, callbackOf, callGraph, functionOf, functionsAround } from "./functions.js";
import { kindAwaited } from "./log-waits.js";
import { metricCalls, metricsByNode, wordsOf } from "./metric-calls.js";
import { bare, isFunction, isWithin, nodes, ownNodes, propertyName, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import { linksOf } from "./chain-links.js";

/** The `await`s of a file that wait for work, and not for telemetry, and that can reject; by the function that they stand in. */
const workAwaits = perFile((file): ReadonlyMap<FunctionNode | undefined, readonly TSESTree.AwaitExpression[]> => {
  const found = new Map<FunctionNode | undefined, TSESTree.AwaitExpression[]>();
  for (const node of nodes(file).of("AwaitExpression")) {
    if (kindAwaited(file, node.argument) || rejectionOf(file, node.argument) === undefined) continue;
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
  return flowOf(file, fn ?? file.ast).waysOutIfThrown(work, (node) => isPartOf(node, counts) || (node.type === "CallExpression" && recordsInside(file, node))).length > 0;
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

function isCaughtAndCounted(file: File, call: TSESTree.Node): boolean {
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
