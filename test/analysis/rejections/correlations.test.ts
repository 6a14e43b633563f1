import { nodes } from "../../../src/analysis/nodes.js";
import { knownDecisions } from "../../../src/analysis/rejections/correlations.js";
import { describeFacts } from "../../harness/describe-facts.js";

// how the later decisions of a file fall once `job = start()` has run
describeFacts("rejections/correlations", function* (file) {
  const [first] = nodes(file).of("AssignmentExpression").filter(({ left }) => left.type === "Identifier" && left.name === "job");
  if (!first) return;
  const known = knownDecisions(file, first, "job");
  for (const type of ["IfStatement", "ConditionalExpression", "LogicalExpression"] as const) {
    for (const decision of nodes(file).of(type)) {
      const test = decision.type === "LogicalExpression" ? decision.left : decision.test;
      if (decision.range[0] > first.range[1]) yield { node: test, says: String(known(decision) ?? "unknown") };
    }
  }
});
