import { waits } from "../../../src/analysis/timeouts/waits.js";
import { describeFacts } from "../../harness/describe-facts.js";

// of every wait for something that may never come, whether it can be given up, or ends by itself
describeFacts("timeouts/waits", function* (file) {
  for (const { node, signal } of waits(file)) yield { node, says: signal.answer };
});
