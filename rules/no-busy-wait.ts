import { firstTokenOf, lineOf, shortText } from "../src/analysis/nodes.js";
import { polls } from "../src/analysis/bounds/polls.js";
import { runsAlone } from "../src/analysis/targets.js";
import { defineRule } from "../src/rule/define-rule.js";
import { pollRepairs, pollSuggestions } from "../src/rule/repairs/poll-repairs.js";

export default defineRule({
  name: "no-busy-wait",
  description: "Disallow loops that only look whether something has changed, without an end",
  concern: "bounds",
  options: {
    deadlineMs: { type: "integer", minimum: 1, default: 30_000 as number, description: "The deadline that suggestions insert, in milliseconds." },
  },
  messages: {
    spin: { text: "This loop holds the thread until `{{condition}}` changes: no other task, timer or answer gets its turn.", confidence: "proved" },
    unboundedPoll: { text: "This loop looks at `{{condition}}` and sleeps on line {{pause}}, with no deadline, no limit of attempts and no signal: what never comes is polled for ever.", confidence: "likely" },
    tightPoll: { text: "This loop looks at `{{condition}}` and comes back at once from `{{pause}}` on line {{line}}: it keeps the processor busy until that changes.", confidence: "likely" },
  },
  suggestions: pollSuggestions,
  *findings(file, options) {
    for (const poll of polls(file)) {
      const { loop, kind, pause, isBounded } = poll;
      const common = { at: firstTokenOf(file, loop), suggest: pollRepairs(file, poll, options.deadlineMs) };
      const condition = shortText(file, poll.condition);
      if (!pause) yield { message: "spin", data: { condition }, ...common };
      else if (kind === "tight") yield { message: "tightPoll", data: { condition, pause: shortText(file, pause), line: lineOf(pause) }, ...common };
      else if (!isBounded && !runsAlone(file)) yield { message: "unboundedPoll", data: { condition, pause: lineOf(pause) }, ...common };
    }
  },
});
