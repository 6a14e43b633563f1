import type { File } from "../src/analysis/file.js";
import { isUnbounded } from "../src/analysis/libraries/library-calls.js";
import type { LockSection } from "../src/analysis/locks/lock-sections.js";
import { lineOf, shortText, type Call } from "../src/analysis/nodes.js";
import { reentries, remoteUnderLock } from "../src/analysis/locks/work-under-lock.js";
import type { Slot } from "../src/knowledge/library.js";
import { defineRule } from "../src/rule/define-rule.js";
import { suggestTimeLimit, timeLimitSuggestions } from "../src/rule/repairs/time-limit.js";

export default defineRule({
  name: "no-remote-call-under-lock",
  description: "Disallow waiting for a peer without a time limit while a lock is held",
  concern: "locks",
  recommended: false,
  options: {
    timeoutMs: { type: "integer", minimum: 1, default: 10_000 as number, description: "The limit that suggestions insert, in milliseconds." },
    maxDefault: { type: "integer", minimum: 0, default: 120_000 as number, description: "The longest default of a library that counts as a limit, in milliseconds." },
  },
  messages: {
    remoteUnderLock: { text: "`{{call}}` has no time limit and is waited for while `{{lock}}` of line {{taken}} is held: until that peer answers, everyone who wants the lock waits as well.", confidence: "likely" },
    reentrant: { text: "`{{call}}` takes `{{lock}}` on line {{inner}} while line {{outer}} holds it: it is not reentrant, so the two wait for each other.", confidence: "likely" },
  },
  suggestions: timeLimitSuggestions,
  *findings(file, { timeoutMs, maxDefault }) {
    for (const { call, section } of remoteUnderLock(file)) {
      if (!isUnbounded(call, maxDefault)) continue;
      yield {
        message: "remoteUnderLock",
        at: call.node.callee,
        data: { call: nameOf(file, call.node), lock: nameOf(file, section.lock), taken: lineOf(section.lock) },
        suggest: suggestTimeLimit(file, call.node, { timeout: call.fact.timeout.filter(isAtCall), abort: call.fact.abort.filter(isAtCall) }, timeoutMs),
      };
    }
    for (const { step, outer, inner } of reentries(file)) {
      yield {
        message: "reentrant",
        at: step.callee,
        data: { call: nameOf(file, step), lock: nameOf(file, inner.lock), inner: lineOf(inner.lock), outer: lineOf(outer.lock) },
      };
    }
  },
});

function isAtCall({ client }: Slot): boolean {
  return client === undefined;
}

function nameOf(file: File, node: Call | LockSection["lock"]): string {
  return shortText(file, node.type === "TaggedTemplateExpression" ? node.tag : node.callee);
}
