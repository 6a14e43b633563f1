import type { File } from "../src/analysis/file.js";
import { headOf, isCall, isFunction, lineOf, shortText } from "../src/analysis/nodes.js";
import type { MetricCall } from "../src/analysis/observability/metric-calls.js";
import { openTimers, successDurations } from "../src/analysis/observability/open-timers.js";
import { earlyCounts, uncountedFailures } from "../src/analysis/observability/success-counts.js";
import { unboundedLabels } from "../src/analysis/observability/unbounded-labels.js";
import { unmeasuredCalls } from "../src/analysis/observability/unmeasured.js";
import { defineRule } from "../src/rule/define-rule.js";
import { countFailureOf, metricSuggestions, stopInFinally } from "../src/rule/repairs/metric-repairs.js";

export default defineRule({
  name: "require-operation-metrics",
  description: "Require metrics to tell of failures as they tell of successes",
  concern: "observability",
  messages: {
    failureNotCounted: { text: "`{{metric}}` counts the success of `{{work}}` on line {{success}}, and nothing counts its failure (line {{line}}): an outage looks like less traffic.", confidence: "likely" },
    timerNotStopped: { text: "The {{kind}} that `{{metric}}` starts is stopped on line {{stop}} only: where `{{work}}` (line {{line}}) fails, it is not stopped.", confidence: "proved" },
    noMetrics: { text: "No metric tells of `{{work}}`: its failure is logged on line {{log}}, and neither a rate nor an alert can be made of it.", confidence: "possible", strict: true },
    durationOnSuccessOnly: { text: "`{{metric}}` records the time since line {{start}} only where `{{work}}` (line {{line}}) goes well: what fails slowly is not in the figures.", confidence: "proved", strict: true },
    countedBeforeOutcome: { text: "`{{metric}}` counts a success before `{{work}}` (line {{line}}) has been done: what fails is counted as well.", confidence: "likely", strict: true },
    unboundedLabel: { text: "`{{value}}` is {{label}} of `{{metric}}`: each new value makes a time series that stays.", confidence: "likely", strict: true },
  },
  suggestions: metricSuggestions,
  *findings(file) {
    for (const uncounted of uncountedFailures(file)) {
      const { success, work, at } = uncounted;
      yield { message: "failureNotCounted", at: pointAt(file, at), data: { ...about(file, success, work), success: lineOf(success.node), line: lineOf(at) }, suggest: countFailureOf(file, uncounted) };
    }
    for (const open of openTimers(file)) {
      const { start, stop, work, kind } = open;
      if (!open.isMissed) {
        yield { message: "durationOnSuccessOnly", at: headOf(file, start.node), data: { ...about(file, start, work), start: lineOf(start.node) }, suggest: stopInFinally(file, open) };
        continue;
      }
      yield { message: "timerNotStopped", at: headOf(file, start.node), data: { ...about(file, start, work), kind, stop: lineOf(stop) }, suggest: stopInFinally(file, open) };
    }
    for (const { call, log } of unmeasuredCalls(file)) yield { message: "noMetrics", at: call.callee, data: { work: shortText(file, call), log: lineOf(log) } };
    for (const { metric, start, work } of successDurations(file)) {
      yield { message: "durationOnSuccessOnly", at: headOf(file, metric.node), data: { ...about(file, metric, work), start: lineOf(start) } };
    }
    for (const { success, work } of earlyCounts(file)) yield { message: "countedBeforeOutcome", at: headOf(file, success.node), data: about(file, success, work) };
    for (const { metric, value, label } of unboundedLabels(file)) {
      yield { message: "unboundedLabel", at: value, data: { value: shortText(file, value), label, metric: shortText(file, metric.node.callee) } };
    }
  },
});

function about(file: File, metric: MetricCall, work: Parameters<typeof shortText>[1]): { readonly metric: string; readonly work: string; readonly line: number } {
  return { metric: shortText(file, metric.node.callee), work: shortText(file, work), line: lineOf(work) };
}

function pointAt(file: File, at: Parameters<typeof headOf>[1]): ReturnType<typeof headOf> {
  if (at.type === "CatchClause" || isCall(at)) return headOf(file, at);
  return at.type === "IfStatement" || isFunction(at) ? (file.source.getFirstToken(at) ?? at) : at;
}
