import { contextGaps, type ContextGap } from "../src/analysis/observability/context-gaps.js";
import { droppedErrors } from "../src/analysis/observability/dropped-errors.js";
import { isConsole } from "../src/analysis/observability/failure-logs.js";
import { hasCommands, runsAlone } from "../src/analysis/targets.js";
import { headOf, lineOf, shortText } from "../src/analysis/nodes.js";
import { runsInComponent, runsInPage } from "../src/analysis/libraries/pages.js";
import { defineRule } from "../src/rule/define-rule.js";
import { addContextTo, includeErrorIn, logSuggestions } from "../src/rule/repairs/log-repairs.js";

export default defineRule({
  name: "require-error-context",
  description: "Require the log of a failure to carry the error and to name what failed",
  concern: "observability",
  options: {
    errorFields: { enum: ["whole", "type-only"], default: "whole" as "whole" | "type-only", description: "What of an error a log must have: all of it, or no more than what kind it is." },
    elapsed: { type: "array", items: { type: "string" }, default: ["elapsed", "elapsedMs", "duration", "durationMs", "ms", "took"] as readonly string[], description: "Names of fields that count as the elapsed time." },
    trace: { type: "array", items: { type: "string" }, default: ["traceId", "requestId", "reqId", "correlationId", "trace_id", "request_id", "traceparent"] as readonly string[], description: "Names of variables and fields that count as a trace ID." },
  },
  messages: {
    droppedError: { text: "`{{log}}` tells that the work of line {{work}} failed and {{how}}: the stack and the cause are lost.", confidence: "proved" },
    errorAsText: { text: "`{{log}}` has no more than a text of the error that the work of line {{work}} failed with: the stack and the cause are lost.", confidence: "proved", strict: true },
    textBeforeThrow: { text: "`{{log}}` has only a text of the error of line {{work}}: the error itself goes on at line {{onward}}, and its stack and cause are not in this line.", confidence: "likely", strict: true },
    noContext: { text: "`{{log}}` tells that `{{work}}` failed (line {{line}}) and not for which one: `{{missing}}` is in scope, and the log leaves it out.", confidence: "likely", strict: true },
    noAttempt: { text: "`{{log}}` tells of a failed attempt and not of which one: `{{missing}}` is in scope, and the log leaves it out.", confidence: "likely" },
    noDuration: { text: "`{{log}}` tells that `{{work}}` failed (line {{line}}) and not after how long: `{{missing}}` is in scope, and the log leaves it out.", confidence: "possible", strict: true },
    noTrace: { text: "`{{log}}` cannot be found by the request that failed: `{{missing}}` is in scope, and the log leaves it out.", confidence: "possible", strict: true },
  },
  suggestions: logSuggestions,
  *findings(file, { errorFields, elapsed, trace }) {
    if (runsAlone(file)) return;
    const lost = droppedErrors(file).filter(({ how }) => errorFields === "whole" || how !== "part");
    for (const dropped of lost) {
      const { log, handler, how, onward, isOpen } = dropped;
      const data = { log: shortText(file, log.node.callee), work: lineOf(handler.work[0] ?? handler.holder) };
      const asText = how !== "part" ? undefined : isConsole(log) ? "errorAsText" : onward ? "textBeforeThrow" : isOpen ? undefined : "errorAsText";
      // the text of one step tells which one it was; who reads a console where it is printed, or gets the error itself, is told enough
      if (asText === "errorAsText" && isConsole(log) && (onward ?? (hasCommands(file) || runsInPage(file) || runsInComponent(file, log.node)))) continue;
      yield {
        message: asText ?? "droppedError",
        at: headOf(file, log.node),
        data: asText === undefined ? { ...data, how: losses[how] } : onward ? { ...data, onward: lineOf(onward) } : data,
        suggest: errorFields === "whole" ? includeErrorIn(file, dropped) : [],
      };
    }
    for (const gap of contextGaps(file, { elapsed, trace })) {
      const { log, work } = gap;
      // what a log lacks most is said of it
      if (lost.some((dropped) => dropped.log.node === log.node)) continue;
      const missing = missingOf(gap);
      if (!missing) continue;
      yield {
        message: missing.message,
        at: log.receiver,
        data: { log: shortText(file, log.node.callee), work: shortText(file, work), line: lineOf(work), missing: missing.text },
        suggest: addContextTo(file, gap),
      };
    }
  },
});

const losses = {
  none: "drops the error",
  part: "has only a text of the error",
  json: "has the error as JSON, which is `{}`",
  late: "has the error after the text, where this logger does not look",
  key: "has the error under a name that this logger writes as `{}`",
};

/** What a log lacks most: one report names it, and its suggestion adds the rest. */
function missingOf({ identifying, attempt, start, trace, requestLogger }: ContextGap): { readonly message: "noContext" | "noAttempt" | "noDuration" | "noTrace"; readonly text: string } | undefined {
  if (identifying.length > 0) return { message: "noContext", text: identifying.map(({ text }) => text).join(", ") };
  if (attempt) return { message: "noAttempt", text: attempt.text };
  if (start) return { message: "noDuration", text: start.text };
  const found = trace?.text ?? requestLogger;
  return found === undefined ? undefined : { message: "noTrace", text: found };
}
