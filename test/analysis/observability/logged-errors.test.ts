import { carriedBy, isErrorItself } from "../../../src/analysis/observability/logged-errors.js";
import { nodes, ownNodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("observability/logged-errors", {
  /** Of what `log` is given in a `catch`, how much of the error it has. */
  *carries(file) {
    for (const clause of nodes(file).of("CatchClause")) {
      const errors = new Set(file.source.getDeclaredVariables(clause));
      for (const node of ownNodes(file, clause.body)) {
        if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "log" || !node.arguments[0]) continue;
        const carried = carriedBy(file, node.arguments[0], errors);
        yield { node, says: isErrorItself(file, node.arguments[0], errors) ? "the error itself" : carried };
      }
    }
  },
});
