import { statusesIn, statusTestOf } from "../../../src/analysis/resilience/status-tests.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("resilience/status-tests", {
  // of each condition, what answered, and whether it holds where the call went well
  *status(file) {
    for (const { test } of nodes(file).of("IfStatement")) {
      const found = statusTestOf(file, test);
      yield { node: test, says: found ? `${file.source.getText(found.subject)} ${found.succeeds ? "went well" : "failed"}` : "something else" };
    }
  },
  // the statuses among which a call looks for one
  *among(file) {
    for (const node of nodes(file).of("CallExpression")) yield { node, says: statusesIn(file, node).join(" ") || "none" };
  },
});
