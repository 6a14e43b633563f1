import { isAsked } from "../../../src/analysis/locks/asked-marks.js";
import { isLow, isNameOfWork, isStateBefore } from "../../../src/analysis/locks/mark-values.js";
import { isShownAsBusy } from "../../../src/analysis/locks/shown-marks.js";
import { writes } from "../../../src/analysis/places/places.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/marks", {
  // whether what is written says that nothing is in progress
  *low(file) {
    for (const { node, value } of writes(file)) if (value) yield { node, says: isLow(value) ? "low" : "high" };
  },
  // whether what is written marks work in progress though it is no plain `true`
  *named(file) {
    for (const write of writes(file)) if (write.fn) yield { node: write.node, says: isNameOfWork(file, write, write.fn) ? "work" : "no" };
  },
  // whether a write takes back the state that the first one in its function has set
  *back(file) {
    for (const write of writes(file)) {
      const raise = writes(file).find(({ fn }) => fn === write.fn);
      if (write.fn && raise && raise !== write) yield { node: write.node, says: isStateBefore(file, raise, write, write.fn) ? "taken back" : "no" };
    }
  },
  // whether something looks at what is written before it works
  *asked(file) {
    for (const { node, place } of writes(file)) yield { node, says: isAsked(file, place) ? "asked" : "no" };
  },
  // whether what nobody asks tells somebody that work goes on
  *shown(file) {
    for (const write of writes(file)) yield { node: write.node, says: isShownAsBusy(file, write) ? "busy" : "no" };
  },
});
