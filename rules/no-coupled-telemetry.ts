import type { File } from "../src/analysis/file.js";
import { jointFlushes } from "../src/analysis/observability/joint-flushes.js";
import { jointWaits, lateMetrics, longDurations } from "../src/analysis/observability/late-metrics.js";
import { metricsFromLogs } from "../src/analysis/observability/metrics-from-logs.js";
import { headOf, lineOf, shortText, type NodeOf } from "../src/analysis/nodes.js";
import { nameOf, titleOf } from "../src/analysis/functions.js";
import { sharedChannels, sharedPipelines } from "../src/analysis/observability/shared-channels.js";
import { sharedTries } from "../src/analysis/observability/shared-tries.js";
import { defineRule } from "../src/rule/define-rule.js";
import { couplingSuggestions, recordFirst, settleAll } from "../src/rule/repairs/telemetry-repairs.js";

export default defineRule({
  name: "no-coupled-telemetry",
  description: "Disallow metrics that wait for logs, or share a pipeline with them",
  concern: "observability",
  options: {
    logBasedMetrics: { type: "array", items: { type: "string" }, default: [] as readonly string[], description: "Loggers, and modules of loggers, whose lines a back end turns into metrics on purpose." },
  },
  messages: {
    metricAfterAwaitedLog: { text: "`{{metric}}` waits for the log of line {{log}}: a sink that is slow or fails delays or loses the metric that would show it.", confidence: "proved" },
    sharedTry: { text: "`{{metric}}` shares the `try` of line {{tries}} with the log call of line {{log}}, which can throw: the metric is then never recorded.", confidence: "likely" },
    sharedChannel: { text: "Metrics go through `{{channel}}` together with the log records of line {{log}}: when logs fill or block it, the metrics are late as well.", confidence: "proved" },
    sharedPipeline: { text: "`{{entry}}` puts metrics into `{{channel}}`, where `{{other}}` puts log records (line {{log}}): when logs fill or block it, the metrics are late as well.", confidence: "proved" },
    metricFromLog: { text: "The metric on line {{line}} is {{how}} `{{source}}`: whatever filters, samples or delays the logs does the same to the metric.", confidence: "likely" },
    jointFlush: { text: "`Promise.all` ties the metrics of line {{metric}} to the logs of line {{log}}: where one flush fails, nobody waits for the other any more.", confidence: "proved" },
    durationIncludesLog: { text: "The duration that `{{metric}}` records runs from line {{start}} and contains the log awaited on line {{log}}: a slow sink looks like slow work.", confidence: "proved", strict: true },
    awaitsBothSinks: { text: "`{{helper}}` waits for the log of line {{log}} and for `{{metric}}`: whatever waits for it pays for each sink, and fails with it.", confidence: "likely", strict: true },
  },
  suggestions: couplingSuggestions,
  *findings(file, { logBasedMetrics }) {
    for (const late of lateMetrics(file)) {
      yield { message: "metricAfterAwaitedLog", at: headOf(file, late.metric.node), data: { metric: called(file, late.metric.node), log: lineOf(late.wait) }, suggest: recordFirst(file, late.metric.node, late.wait) };
    }
    for (const { metric, log, statement } of sharedTries(file)) {
      yield { message: "sharedTry", at: headOf(file, metric.node), data: { metric: called(file, metric.node), tries: lineOf(statement), log: lineOf(log) }, suggest: recordFirst(file, metric.node, log) };
    }
    for (const { metric, log, channel } of sharedChannels(file)) {
      yield { message: "sharedChannel", at: headOf(file, metric), data: { channel, log: lineOf(log) } };
    }
    for (const { fn, metric, log, logFn, channel } of sharedPipelines(file)) {
      yield { message: "sharedPipeline", at: metric, data: { entry: titleOf(fn), channel, other: nameOf(logFn) ?? "log", log: lineOf(log) } };
    }
    for (const { node, source, how } of metricsFromLogs(file)) {
      if (isMeant(file, source, logBasedMetrics)) continue;
      yield { message: "metricFromLog", at: headOf(file, node), data: { line: lineOf(node), how: how === "written" ? "a line of" : "derived from the lines of", source } };
    }
    for (const { call, log, metric } of jointFlushes(file)) {
      yield { message: "jointFlush", at: call.callee, data: { log: lineOf(log), metric: lineOf(metric) }, suggest: settleAll(call) };
    }
    const late = new Set(lateMetrics(file).map(({ metric }) => metric.node));
    for (const { metric, start, wait } of longDurations(file)) {
      if (late.has(metric.node)) continue;
      yield { message: "durationIncludesLog", at: headOf(file, metric.node), data: { metric: called(file, metric.node), start: lineOf(start), log: lineOf(wait) } };
    }
    for (const { helper, metric, log } of jointWaits(file)) {
      yield { message: "awaitsBothSinks", at: headOf(file, metric.node), data: { helper: titleOf(helper), log: lineOf(log), metric: called(file, metric.node) } };
    }
  },
});

function called(file: File, { callee }: NodeOf<"CallExpression">): string {
  return shortText(file, callee);
}

function isMeant(file: File, source: string, names: readonly string[]): boolean {
  return names.some((name) => name === source || file.ast.body.some((statement) => statement.type === "ImportDeclaration" && statement.source.value === name));
}
