import type { TSESTree } from "@typescript-eslint/utils";
import { linksOf } from "../promises/chain-links.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { callbackOf, callGraph, functionMeant, functionOf } from "../functions.js";
import { kindAwaited, logAwaits } from "./log-waits.js";
import { bare, isFunction, isLoop, isWithin, ownNodes, type FunctionNode } from "../nodes.js";
import { isAboutLogs, metricCalls, type MetricCall } from "./metric-calls.js";
import { metricHelpers } from "./metric-helpers.js";
import { timerStops } from "./open-timers.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { promiseMadeBy } from "../promises/executors.js";
import { durationIn } from "./stopwatches.js";

/** A metric that is recorded when a log has been waited for, and the wait. */
export interface LateMetric {
  readonly metric: MetricCall;
  readonly wait: TSESTree.Node;
}

/** The metrics that are recorded only after an awaited log, with no other work waited for in between. */
export const lateMetrics = perFile((file): readonly LateMetric[] =>
  [...metricCalls(file), ...metricHelpers(file), ...stoppedTimers(file).map(({ metric }) => metric)].flatMap((metric) => {
    if (isAboutLogs(metric)) return [];
    const wait = waitBefore(file, metric) ?? waitInChain(file, metric.node);
    return wait ? [{ metric, wait }] : [];
  }),
);

function handMeasured(file: File): readonly Measured[] {
  return metricCalls(file).flatMap((metric) => {
    const measured = durationIn(file, metric.node);
    return measured ? [{ metric, ...measured }] : [];
  });
}

/** A duration that a metric records, and between what it is measured. */
interface Measured {
  readonly metric: MetricCall;
  readonly start: TSESTree.Node;
  readonly end: TSESTree.Node;
}

/** The calls that stop a timer of an instrument, and record how long it ran. */
function stoppedTimers(file: File): readonly Measured[] {
  return metricCalls(file).flatMap((start) => timerStops(file, start).map((node) => ({ metric: { ...start, node }, start: start.node, end: node })));
}

function waitBefore(file: File, metric: MetricCall): TSESTree.Node | undefined {
  const node = outOfExecutors(file, metric.node);
  const fn = functionOf(node);
  const flow = flowOf(file, fn ?? file.ast);
  return ownWaits(file, fn).findLast((wait) => {
    if (wait.range[1] > node.range[0] || isTold(wait, node)) return false;
    const isNextTurn = (point: TSESTree.Node): boolean => isLoop(point) && isWithin(wait, point) && isWithin(node, point);
    return flow.reaches(wait, node, isNextTurn) && flow.suspensionsBetween(wait, node, isNextTurn).every((other) => isLogWait(file, other) || isWithin(node, other));
  });
}

/** `new Promise((resolve) => statsd.close(resolve))` runs its executor where it stands. */
function outOfExecutors(file: File, node: TSESTree.Node): TSESTree.Node {
  const fn = functionOf(node);
  return (fn && promiseMadeBy(file, fn)) ?? node;
}

/** `if (!(await logger.flush())) metrics.increment("flush_failed")`: the metric tells what became of the log. */
function isTold(wait: TSESTree.Node, metric: TSESTree.Node): boolean {
  for (let outer: TSESTree.Node | undefined = metric.parent; outer && !isFunction(outer); outer = outer.parent) {
    if ((outer.type === "IfStatement" || outer.type === "ConditionalExpression") && isWithin(wait, outer.test)) return true;
    if (outer.type === "LogicalExpression" && isWithin(wait, outer.left)) return true;
    if (outer.type === "CatchClause" && isWithin(wait, outer.parent.block)) return true;
  }
  return false;
}

function ownWaits(file: File, fn: FunctionNode | undefined): readonly TSESTree.AwaitExpression[] {
  return logAwaits(file).filter((wait) => functionOf(wait) === fn);
}

function isLogWait(file: File, node: TSESTree.Node): boolean {
  return node.type === "AwaitExpression" && logAwaits(file).includes(node);
}

/** `logger.ship(line).then(() => metrics.increment("done"))` */
function waitInChain(file: File, metric: TSESTree.Node): TSESTree.Node | undefined {
  const callback = functionOf(metric);
  const given = callback && callbackOf(callback);
  if (given?.call.type !== "CallExpression") return undefined;
  const [own, ...earlier] = linksOf(given.call);
  if (!own || own.rejected === callback || given.call !== own.call) return undefined;
  if (own.fulfilled !== callback) return undefined;
  const before = earlier.find(({ fulfilled }) => fulfilled !== undefined);
  if (before?.fulfilled) {
    const fn = functionMeant(file, before.fulfilled);
    return fn && !isFunction(fn.body) && fn.body.type !== "BlockStatement" && kindAwaited(file, fn.body) === "log" ? fn.body : undefined;
  }
  const start = earlier.at(-1)?.promise ?? own.promise;
  return kindAwaited(file, start) === "log" ? start : undefined;
}

/** A measured duration that contains the wait for a log. */
export interface LongDuration {
  readonly metric: MetricCall;
  /** Where the measuring starts: the declaration of the time. */
  readonly start: TSESTree.Node;
  readonly wait: TSESTree.Node;
}

/** The durations that are measured over an awaited log, whatever else is waited for. */
export const longDurations = perFile((file): readonly LongDuration[] =>
  [...handMeasured(file), ...stoppedTimers(file)].flatMap(({ metric, start, end }) => {
    if (isAboutLogs(metric)) return [];
    const fn = functionOf(metric.node);
    if (functionOf(start) !== fn) return [];
    const flow = flowOf(file, fn ?? file.ast);
    const wait = ownWaits(file, fn).find((one) => one.range[0] > start.range[1] && one.range[1] < end.range[0] && flow.reaches(one, end));
    return wait ? [{ metric, start, wait }] : [];
  }),
);

/** A function that waits for both kinds of sinks, for each record. */
export interface JointWait {
  readonly helper: FunctionNode;
  readonly metric: MetricCall;
  readonly log: TSESTree.Node;
}

/** The functions that do nothing but wait for a log and for a metric. What hands over all that was collected has to be waited for by others of the file. */
export const jointWaits = perFile((file): readonly JointWait[] =>
  metricCalls(file).flatMap((metric) => {
    const fn = functionOf(metric.node);
    if (!fn || (metric.does === "records" && metric.fact) || lateMetrics(file).some((late) => functionOf(late.metric.node) === fn)) return [];
    const waits = fn.body.type === "BlockStatement" ? [...ownNodes(file, fn.body)].flatMap((node) => (node.type === "AwaitExpression" ? waitedIn(file, node.argument) : [])) : waitedIn(file, fn.body);
    const log = waits.find((wait) => kindAwaited(file, wait) === "log");
    const own = waits.find((wait) => isWithin(metric.node, wait));
    const isWaitedFor = metric.does === "records" || callGraph(file).callersOf(fn).some((call) => call.parent.type === "AwaitExpression" && functionOf(call) !== fn);
    const isAlone = waits.every((wait) => kindAwaited(file, wait) !== undefined);
    return log && own && own !== log && isWaitedFor && isAlone ? [{ helper: fn, metric, log }] : [];
  }),
);

/** What an `await` waits for; each of them, where they settle together. */
function waitedIn(file: File, promise: TSESTree.Node): readonly TSESTree.Node[] {
  const node = bare(promise);
  const list = node.type === "CallExpression" && /^\.Promise\.all(?:Settled)?\(\)$/.test(originOf(file, node)?.path ?? "") ? node.arguments[0] : undefined;
  if (list?.type === "ArrayExpression") return list.elements.filter((element) => element !== null);
  // `metrics.push(point).then(() => logger.ship(line))`
  const [last] = node.type === "CallExpression" ? linksOf(node) : [];
  const next = last?.fulfilled && functionMeant(file, last.fulfilled);
  return last && next && next.body.type !== "BlockStatement" ? [last.promise, next.body] : [promise];
}
