import { lineOf } from "../../../src/analysis/nodes.js";
import { unsettled } from "../../../src/analysis/settlement/settlements.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("settlement/settlements", {
  *pending(file) {
    for (const { deferred, gap } of unsettled(file)) yield { node: deferred.node, says: `${gap.how} on ${String(lineOf(gap.node))}` };
  },
});
