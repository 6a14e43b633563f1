import { isCalm } from "../../../src/analysis/cancellation/calm-steps.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

// of each statement that is one step
describeFacts("cancellation/calm-steps", function* (file) {
  for (const { expression } of nodes(file).of("ExpressionStatement")) {
    yield { node: expression, says: isCalm(file, expression) ? "calm" : "can fail" };
  }
});
