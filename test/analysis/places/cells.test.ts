import { isCell } from "../../../src/analysis/places/cells.js";
import { nodes, propertyName } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("places/cells", function* (file) {
  for (const { left } of nodes(file).of("AssignmentExpression")) {
    if (left.type === "MemberExpression") yield { node: left, says: isCell(file, left.object, propertyName(left) ?? "") ? "shared" : "no" };
  }
});
