import { lineOf, shortText } from "../src/analysis/nodes.js";
import { overlappingIntervals } from "../src/analysis/bounds/overlapping-intervals.js";
import { defineRule } from "../src/rule/define-rule.js";
import { intervalRepairs, intervalSuggestions } from "../src/rule/repairs/interval-repairs.js";

export default defineRule({
  name: "no-overlapping-interval",
  description: "Disallow timers whose next run may begin while the last is under way",
  concern: "bounds",
  messages: {
    overlappingInterval: { text: "`{{call}}` does not wait for `{{work}}` on line {{line}}: a run that outlasts its period (`{{period}}`) overlaps the next one.", confidence: "likely" },
    rareOverlap: { text: "`{{call}}` does not wait for `{{work}}` on line {{line}}: should a run ever outlast its period (`{{period}}`), it overlaps the next one.", confidence: "possible", strict: true },
    opaqueInterval: { text: "`{{call}}` does not wait for `{{work}}` on line {{line}}: unless that guards itself, a run that outlasts its period (`{{period}}`) overlaps the next one.", confidence: "possible", strict: true },
  },
  suggestions: intervalSuggestions,
  *findings(file) {
    for (const overlap of overlappingIntervals(file)) {
      const { schedule, work, is } = overlap;
      yield {
        message: is === "likely" ? "overlappingInterval" : is === "rare" ? "rareOverlap" : "opaqueInterval",
        at: schedule.call.callee,
        data: { call: shortText(file, schedule.call.callee), work: shortText(file, work), line: lineOf(work), period: schedule.text },
        suggest: intervalRepairs(file, overlap),
      };
    }
  },
});
