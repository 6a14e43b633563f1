import { checkThenActs } from "../src/analysis/shared-state/check-then-acts.js";
import { externalChecks } from "../src/analysis/shared-state/external-checks.js";
import { lostUpdates } from "../src/analysis/shared-state/lost-updates.js";
import { headOf, lineOf, shortText } from "../src/analysis/nodes.js";
import { headOfWrite } from "../src/analysis/places/places.js";
import { defineRule } from "../src/rule/define-rule.js";
import { atomicForm, updateRepairs, updateSuggestions } from "../src/rule/repairs/update-repairs.js";

export default defineRule({
  name: "no-check-then-act",
  description: "Disallow acting on shared state as it was before an `await`",
  concern: "shared state",
  recommended: false,
  messages: {
    lostUpdate: { text: "`{{place}}` is read on line {{read}} and written back, changed, on line {{write}}, after the suspension on line {{suspension}}: what another call wrote in between is lost.", confidence: "likely" },
    checkThenAct: { text: "`{{place}}` is tested on line {{test}} and changed on line {{write}}, after the suspension on line {{suspension}}: another call can pass the same test in between.", confidence: "likely" },
    staleCopy: { text: "`{{place}}` is read on line {{read}} and set from what was read on line {{write}}, after the suspension on line {{suspension}}: what another call put there in between is not looked at.", confidence: "possible", strict: true },
    staleTest: { text: "`{{place}}` is tested on line {{test}} and changed on line {{write}}, after the suspension on line {{suspension}}: what another call did there in between is not looked at.", confidence: "possible", strict: true },
    external: { text: "`{{look}}` on line {{test}} and `{{act}}` on line {{write}} are two steps: another caller, or another process, can change what was found between them.", confidence: "possible", strict: true },
  },
  suggestions: updateSuggestions,
  *findings(file) {
    for (const update of lostUpdates(file)) {
      const { write, place, read, suspension, isBuiltOn } = update;
      yield {
        message: isBuiltOn ? "lostUpdate" : "staleCopy",
        at: headOfWrite(file, write),
        data: { place: place.text, read: lineOf(read), write: lineOf(write.node), suspension: lineOf(suspension) },
        suggest: updateRepairs(file, update),
      };
    }
    for (const { write, read, suspension, isFelt } of checkThenActs(file)) {
      yield {
        message: isFelt ? "checkThenAct" : "staleTest",
        at: headOfWrite(file, write),
        data: { place: read.place.text, test: lineOf(read.node), write: lineOf(write.node), suspension: lineOf(suspension) },
      };
    }
    for (const check of externalChecks(file)) {
      const { look, act } = check;
      yield {
        message: "external",
        at: headOf(file, act),
        data: { look: shortText(file, look), test: lineOf(look), act: shortText(file, act), write: lineOf(act) },
        suggest: atomicForm(file, check),
      };
    }
  },
});
