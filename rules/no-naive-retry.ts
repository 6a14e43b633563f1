import { hastyJobs } from "../src/analysis/resilience/hasty-jobs.js";
import { lineOf, shortText } from "../src/analysis/nodes.js";
import { textOf } from "../src/analysis/registrations.js";
import { policyFaults } from "../src/analysis/resilience/policy-faults.js";
import { retryFaults, type Fault } from "../src/analysis/resilience/retry-faults.js";
import { unsafeClients } from "../src/analysis/resilience/unsafe-clients.js";
import { defineRule } from "../src/rule/define-rule.js";
import { letQueueWait, retrySuggestions, suggestForRetry } from "../src/rule/repairs/retry-repairs.js";

export default defineRule({
  name: "no-naive-retry",
  description: "Disallow retries that make an outage worse or hide it",
  concern: "resilience",
  options: {
    deadlineMs: { type: "integer", minimum: 1, default: 60_000 as number, description: "The longest that all tries together may take without an overall deadline, in milliseconds." },
    capMs: { type: "integer", minimum: 1, default: 30_000 as number, description: "The longest pause that suggestions insert, in milliseconds." },
    attempts: { type: "integer", minimum: 1, default: 5 as number, description: "The number of tries that suggestions insert." },
  },
  messages: {
    noDelay: { text: "`{{work}}` is tried again on line {{line}} without a pause: nothing waits between a failure and the next try.", confidence: "likely" },
    unbounded: { text: "Nothing but success ends the tries of `{{work}}` on line {{line}}: no count, no deadline, no signal. A failure that stays keeps it going for ever.", confidence: "likely" },
    swallowsLastError: { text: "When the last try of `{{work}}` on line {{line}} has failed, the function goes on with nothing, and the error that says why is lost.", confidence: "likely" },
    retriesUnsafe: { text: "`{{call}}` of line {{line}} is made again here and carries no idempotency key: where only the answer was lost, it happens twice.", confidence: "likely" },
    nestedRetries: { text: "`{{call}}` of line {{line}} makes `{{inner}}` tries of its own, and is made again here: the tries multiply, just when the peer is ill.", confidence: "likely" },
    retriesPost: { text: "`{{call}}` of line {{line}} is made again here and carries no idempotency key: should its address take what it is sent twice, it happens twice.", confidence: "possible", strict: true },
    layeredRetries: { text: "`{{call}}` of line {{line}} makes `{{inner}}` tries unless it is told otherwise, and what is made again here comes to it: where its failures lead there, the tries multiply.", confidence: "likely", strict: true },
    immediateRetry: { text: "`{{work}}` is tried again on line {{line}} at once: should it reach a peer, that one is asked again while it is still failing.", confidence: "possible", strict: true },
    fixedDelay: { text: "The pause `{{delay}}` before `{{work}}` is tried again on line {{line}} is always the same: callers that failed together come back together.", confidence: "likely", strict: true },
    noJitter: { text: "The pause of `{{delay}}` before `{{work}}` is tried again on line {{line}} has no jitter: callers that failed together come back together.", confidence: "likely", strict: true },
    retriesEverything: { text: "`{{work}}` is tried again whatever has failed: line {{thrown}} fails for good where the peer refuses, and nothing looks at the error.", confidence: "likely", strict: true },
    ignoresAbort: { text: "Neither the tries of `{{work}}` on line {{line}} nor the pauses between them look at `{{signal}}`: they go on for a caller that has given up.", confidence: "likely", strict: true },
    noOverallDeadline: { text: "`{{attempts}}` tries of `{{work}}` with `{{limit}}` ms each can take `{{total}}` s together, and nothing bounds the whole.", confidence: "proved", strict: true },
    ignoresRetryAfter: { text: "After `{{test}}` the call of `{{work}}` is made again without a look at `Retry-After`: the peer says when to come back, and is asked before.", confidence: "likely", strict: true },
    sleepsAfterLast: { text: "`{{sleep}}` also follows the last try on line {{line}}: the caller waits once more, and gets the failure all the same.", confidence: "likely", strict: true },
  },
  suggestions: retrySuggestions,
  *findings(file, options) {
    const taken: Place[] = [];
    for (const fault of retryFaults(file, options.deadlineMs)) {
      const at = fault.at.find((place) => !taken.some((other) => overlap(place, other)));
      if (!at) continue;
      taken.push(at);
      yield { message: fault.kind, at, data: fault.data, suggest: suggestForRetry(file, fault, options) };
    }
    for (const { kind, at, data } of policyFaults(file)) {
      if (taken.some((other) => overlap(at, other))) continue;
      taken.push(at);
      yield { message: kind, at, data };
    }
    for (const { call, at: places } of unsafeClients(file)) {
      const at = places.find((place) => !taken.some((other) => overlap(place, other)));
      if (!at) continue;
      taken.push(at);
      yield { message: "retriesUnsafe", at, data: { call: shortText(file, call.callee), line: lineOf(call) } };
    }
    for (const jobs of hastyJobs(file)) {
      yield { message: "noDelay", at: jobs.at, data: { work: textOf(jobs.call.arguments[0]) ?? shortText(file, jobs.call.callee), line: lineOf(jobs.at) }, suggest: letQueueWait(file, jobs) };
    }
  },
});

type Place = Fault["at"][number];

function overlap(one: Place, other: Place): boolean {
  return one.range[0] < other.range[1] && other.range[0] < one.range[1];
}
