import { lateFills } from "../../../src/analysis/shared-state/fills.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("shared-state/fills", function* (file) {
  for (const { write, isServed } of lateFills(file)) yield { node: write.node, says: `${isServed ? "served" : "unserved"} ${write.place.key}` };
});
