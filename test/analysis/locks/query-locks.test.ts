import { queryLockAt } from "../../../src/analysis/locks/query-locks.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/query-locks", function* (file) {
  for (const type of ["CallExpression", "TaggedTemplateExpression"] as const) {
    for (const node of nodes(file).of(type)) {
      const lock = queryLockAt(file, node);
      if (lock) yield { node, says: `until line ${lock.of.loc.end.line}, by ${lock.client.name}` };
    }
  }
});
