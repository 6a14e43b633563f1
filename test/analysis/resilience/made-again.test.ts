import { isMadeAgain } from "../../../src/analysis/resilience/made-again.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

// whether something makes a `fetch` of the file again when it has failed
describeFacts("resilience/made-again", function* (file) {
  for (const node of nodes(file).of("CallExpression")) {
    if (node.callee.type === "Identifier" && node.callee.name === "fetch") yield { node, says: isMadeAgain(file, node) ? "again" : "once" };
  }
});
