import { lateFills } from "../../src/analysis/fills.js";
import { describeFacts } from "../harness/describe-facts.js";

describeFacts("fills", function* (file) {
  for (const { write, isServed } of lateFills(file)) yield { node: write.node, says: `${isServed ? "served" : "unserved"} ${write.place.key}` };
});
