import { mentionsOf } from "../../../src/analysis/flow/mentions.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("flow/mentions", function* (file) {
  for (const fn of [...nodes(file).of("FunctionDeclaration"), ...nodes(file).of("FunctionExpression"), ...nodes(file).of("ArrowFunctionExpression")]) {
    const found = mentionsOf(file, fn).map(({ as, event }) => (event === undefined ? as : `${as} ${event}`));
    yield { node: fn, says: found.join(", ") || "none" };
  }
});
