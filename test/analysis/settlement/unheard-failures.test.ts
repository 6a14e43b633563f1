import { unheardFailures } from "../../../src/analysis/settlement/unheard-failures.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("settlement/unheard-failures", {
  *unheard(file) {
    for (const { at, event, failure, unheard } of unheardFailures(file)) yield { node: at, says: `${event} without ${failure}, ${unheard}` };
  },
});
