import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { chainedSuccessOf, type ChainedSuccess } from "./chained-successes.js";
import { chainStart } from "../promises/detached.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf } from "../functions.js";
import { loweringsOf } from "./gauges.js";
import { metricCalls, metricsByNode, type MetricCall } from "./metric-calls.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isCall, isFunction, ownNodes } from "../nodes.js";
import { isCaughtAndCounted, isChainCounted, isCountedOutside, leavesUncounted, workBefore } from "./operations.js";
import { perFile } from "../per-file.js";
import { durationIn } from "./stopwatches.js";

/** A timer or gauge that is started, and stopped only where the work goes well. */
export interface OpenTimer {
  readonly start: MetricCall;
  readonly stop: TSESTree.CallExpression;
  readonly work: TSESTree.Node;
  /** A stopwatch, or a gauge of what is under way. */
  readonly kind: "timer" | "gauge";
  /** A gauge stays up, and somebody looks for what fails: a peer is called, the failure is handled here, or the timer is told how it went. A stopwatch of other work that nobody stops only leaves out a duration. */
  readonly isMissed: boolean;
}

/** The timers and gauges that a failure leaves running. */
export const openTimers = perFile((file): readonly OpenTimer[] =>
  metricCalls(file).flatMap((start) => {
    if (start.does !== "records") return [];
    const kind = isStopwatch(start) ? "timer" : "gauge";
    const stops = kind === "timer" ? stopsOf(file, start.node) : (loweringsOf(file, start) ?? []);
    const last = stops.at(-1);
    if (!last) return [];
    const fn = functionOf(start.node);
    const chained = stops.every((stop) => functionOf(stop) === fn) ? undefined : chainOf(file, start.node, stops);
    if (chained) return kind === "timer" && isCountedWith(file, chained.work) ? [] : [{ start, stop: last, work: chained.work, kind, isMissed: kind === "gauge" || isLookedFor(file, chained.work, last) }];
    const work = stops.every((stop) => functionOf(stop) === fn) ? workBefore(file, last, start.node) : undefined;
    if (!work || !flowOf(file, fn ?? file.ast).reaches(start.node, work)) return [];
    // a stopwatch that nobody stops holds nothing: where failures are counted, that is all there is to know of them
    const counts = (node: TSESTree.Node): boolean => stops.includes(node as TSESTree.CallExpression) || (kind === "timer" && metricsByNode(file).has(node));
    if (kind === "timer" && isCountedWith(file, work.argument)) return [];
    return leavesUncounted(file, work, counts) ? [{ start, stop: last, work: work.argument, kind, isMissed: kind === "gauge" || isLookedFor(file, work.argument, last) }] : [];
  }),
);

/** Whether the failures of a work are of interest to those who look at its durations. */
function isLookedFor(file: File, work: TSESTree.Node, stop: TSESTree.CallExpression): boolean {
  if (stop.arguments.length > 0 || [work, ...ownNodes(file, work)].some((node) => isCall(node) && factOf(file, "remote", node) !== undefined)) return true;
  for (let inner = work, outer = work.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return true;
  return false;
}

/** Whether the chain that a work begins counts its failures. */
function isCountedWith(file: File, work: TSESTree.Node): boolean {
  const began = chainStart(work);
  return began.type === "CallExpression" && isChainCounted(file, began);
}

/** The one chain in whose `then`s everything that stops a timer stands: a failure of its work goes past them. */
function chainOf(file: File, start: TSESTree.Node, stops: readonly TSESTree.Node[]): ChainedSuccess | undefined {
  const all = stops.map((stop) => chainedSuccessOf(file, stop));
  const [first] = all;
  return first?.fn === functionOf(start) && first && first.work.range[0] > start.range[1] && all.every((one) => one?.chain === first.chain) ? first : undefined;
}

function isStopwatch({ method, fact }: MetricCall): boolean {
  return fact?.starts?.some((one) => one.method === method && one.endedBy === "result()") ?? method === "startTimer";
}

/** The calls that stop the timer which a call of an instrument starts; none where it starts no timer. */
export function timerStops(file: File, start: MetricCall): readonly TSESTree.CallExpression[] {
  return start.does === "records" && isStopwatch(start) ? stopsOf(file, start.node) : [];
}

/** The calls of the function that a stopwatch gives, where it goes nowhere else. */
function stopsOf(file: File, start: TSESTree.CallExpression): readonly TSESTree.CallExpression[] {
  const { parent } = dressed(start);
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  const reads = (variable?.references ?? []).filter(({ init }) => init !== true).map(({ identifier }) => identifier);
  const calls = reads.flatMap((name) => {
    const call = dressed(name).parent;
    return call?.type === "CallExpression" && bare(call.callee) === name ? [call] : [];
  });
  return calls.length === reads.length ? calls : [];
}

/** A duration that is measured by hand and recorded only where the work goes well. */
export interface SuccessDuration {
  readonly metric: MetricCall;
  readonly start: TSESTree.Node;
  readonly work: TSESTree.Node;
}

export const successDurations = perFile((file): readonly SuccessDuration[] =>
  metricCalls(file).flatMap((metric) => {
    const measured = metric.does === "records" ? durationIn(file, metric.node) : undefined;
    // a program that does not come up has no figures to be missed in
    if (!measured || !functionOf(metric.node) || isCountedOutside(file, metric.node)) return [];
    const chained = chainedSuccessOf(file, metric.node);
    if (chained && functionOf(measured.start) === chained.fn && chained.work.range[0] > measured.start.range[1]) return isEnded(file, chained) ? [] : [{ metric, start: measured.start, work: chained.work }];
    const work = workBefore(file, metric.node, functionOf(measured.start) === functionOf(metric.node) ? measured.start : undefined);
    if (!work) return [];
    const isRecorded = (node: TSESTree.Node): boolean => node !== metric.node && metricsByNode(file).has(node) && isCall(node) && node.type === "CallExpression" && durationIn(file, node) !== undefined;
    return leavesUncounted(file, work, (node) => node === metric.node || isRecorded(node)) ? [{ metric, start: measured.start, work: work.argument }] : [];
  }),
);

/** Whether what handles the failure of a chain records something, there or around it. */
function isEnded(file: File, { then }: ChainedSuccess): boolean {
  return isChainCounted(file, then) || isCountedOutside(file, then) || isCaughtAndCounted(file, then);
}
