import { lateFills } from "../src/analysis/shared-state/fills.js";
import { poisonedPromises } from "../src/analysis/shared-state/kept-promises.js";
import { lineOf, shortText } from "../src/analysis/nodes.js";
import { headOfWrite } from "../src/analysis/places/places.js";
import { defineRule } from "../src/rule/define-rule.js";
import { evictionOf, flightSuggestions, storedPromiseOf } from "../src/rule/repairs/single-flight-repairs.js";

export default defineRule({
  name: "require-single-flight",
  description: "Require concurrent callers that miss the same entry to share one load",
  concern: "shared state",
  messages: {
    cacheFill: { text: "`{{place}}` is looked up on line {{lookUp}} and filled on line {{fill}} only after the suspension on line {{suspension}}: every caller that misses meanwhile loads it again.", confidence: "likely", strict: true },
    poisonedEntry: { text: "The promise of `{{work}}` is kept in `{{place}}` and served again from line {{lookUp}}, and nothing takes it out when it rejects: one failure is served to every later caller.", confidence: "likely" },
    lazyInit: { text: "`{{place}}` is tested on line {{lookUp}} and set on line {{fill}} only after the suspension on line {{suspension}}: calls that overlap each make their own, and the last one stays.", confidence: "likely", strict: true },
    repeatedLoad: { text: "`{{place}}` is tested on line {{lookUp}} and set on line {{fill}} only after the suspension on line {{suspension}}: a run that begins meanwhile does the same work again.", confidence: "possible", strict: true },
    keptFailure: { text: "The promise of `{{work}}` is kept in `{{place}}` and served again from line {{lookUp}}, and this file does not take it out when it rejects: later callers share the failure for as long as it is kept.", confidence: "possible", strict: true },
  },
  suggestions: flightSuggestions,
  *findings(file) {
    for (const fill of lateFills(file)) {
      const { write, lookUp, suspension, isServed, isFelt } = fill;
      yield {
        message: !isServed || !isFelt ? "repeatedLoad" : write.place.element ? "cacheFill" : "lazyInit",
        at: headOfWrite(file, write),
        data: { place: write.place.text, lookUp: lineOf(lookUp), fill: lineOf(write.node), suspension: lineOf(suspension) },
        suggest: storedPromiseOf(file, fill),
      };
    }
    for (const kept of poisonedPromises(file)) {
      const { write, lookUp, work, outlives } = kept;
      yield {
        message: outlives ? "poisonedEntry" : "keptFailure",
        at: headOfWrite(file, write),
        data: { work: shortText(file, work), place: write.place.text, lookUp: lineOf(lookUp) },
        suggest: evictionOf(file, kept),
      };
    }
  },
});
