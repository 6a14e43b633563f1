import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./bindings.js";
import { chainStart } from "./detached.js";
import type { File } from "./file.js";
import { flowOf } from "./flow.js";
import { functionOf } from "./functions.js";
import { metricCalls, metricsByNode, type MetricCall } from "./metric-calls.js";
import { bare, dressed, isCall } from "./nodes.js";
import { isChainCounted, isCountedOutside, leavesUncounted, workBefore } from "./operations.js";
import { perFile } from "./per-file.js";
import { durationIn } from "./stopwatches.js";

/** A timer or gauge that is started, and stopped only where the work goes well. */
export interface OpenTimer {
  readonly start: MetricCall;
  readonly stop: TSESTree.CallExpression;
  readonly work: TSESTree.Node;
  /** A stopwatch, or a gauge of what is under way. */
  readonly kind: "timer" | "gauge";
}

/** The timers and gauges that a failure leaves running. */
export const openTimers = perFile((file): readonly OpenTimer[] =>
  metricCalls(file).flatMap((start) => {
    if (start.does !== "records") return [];
    const kind = isStopwatch(start) ? "timer" : "gauge";
    const stops = kind === "timer" ? stopsOf(file, start.node) : loweringsOf(file, start);
    const last = stops.at(-1);
    const work = last && workBefore(file, last, start.node);
    if (!work || !flowOf(file, functionOf(start.node) ?? file.ast).reaches(start.node, work)) return [];
    // a stopwatch that nobody stops holds nothing: where failures are counted, that is all there is to know of them
    const counts = (node: TSESTree.Node): boolean => stops.includes(node as TSESTree.CallExpression) || (kind === "timer" && metricsByNode(file).has(node));
    const began = chainStart(work.argument);
    if (kind === "timer" && began.type === "CallExpression" && isChainCounted(file, began)) return [];
    return leavesUncounted(file, work, counts) ? [{ start, stop: last, work: work.argument, kind }] : [];
  }),
);

function isStopwatch({ method, fact }: MetricCall): boolean {
  return fact?.starts?.some((one) => one.method === method && one.endedBy === "result()") ?? method === "startTimer";
}

/** The calls of the function that a stopwatch gives, where it goes nowhere else. */
function stopsOf(file: File, start: TSESTree.CallExpression): readonly TSESTree.CallExpression[] {
  const { parent } = dressed(start);
  const variable = parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? variableOf(file, parent.id) : undefined;
  const reads = (variable?.references ?? []).filter(({ init }) => init !== true).map(({ identifier }) => identifier);
  const fn = functionOf(start);
  const calls = reads.flatMap((name) => {
    const call = dressed(name).parent;
    return call?.type === "CallExpression" && bare(call.callee) === name && functionOf(name) === fn ? [call] : [];
  });
  return calls.length === reads.length ? calls : [];
}

/** The calls by which a gauge that was raised is lowered in the same function. */
function loweringsOf(file: File, start: MetricCall): readonly TSESTree.CallExpression[] {
  const lowers = start.method === "inc" ? "dec" : start.method === "increment" ? "decrement" : undefined;
  if (lowers === undefined) return [];
  const fn = functionOf(start.node);
  const all = metricCalls(file).filter(({ method, name, receiver }) => method === lowers && name === start.name && file.source.getText(receiver) === file.source.getText(start.receiver));
  return all.every(({ node }) => functionOf(node) === fn) ? all.map(({ node }) => node) : [];
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
    const work = measured && workBefore(file, metric.node, functionOf(measured.start) === functionOf(metric.node) ? measured.start : undefined);
    if (!work || isCountedOutside(file, metric.node)) return [];
    const isRecorded = (node: TSESTree.Node): boolean => node !== metric.node && metricsByNode(file).has(node) && isCall(node) && node.type === "CallExpression" && durationIn(file, node) !== undefined;
    return leavesUncounted(file, work, (node) => node === metric.node || isRecorded(node)) ? [{ metric, start: measured.start, work: work.argument }] : [];
  }),
);
