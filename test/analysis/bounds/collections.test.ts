import { sizeOf, streamSize } from "../../../src/analysis/bounds/collections.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("bounds/collections", {
  /** How long what `sized` is given can get. */
  *size(file) {
    for (const node of nodes(file).of("CallExpression")) {
      if (node.callee.type !== "Identifier" || node.callee.name !== "sized" || !node.arguments[0]) continue;
      const size = sizeOf(file, node.arguments[0]);
      yield { node, says: size.is === "growing" ? `growing, ${size.what}` : size.is };
    }
  },
  /** How much a loop that waits for it is given. */
  *stream(file) {
    for (const node of nodes(file).of("ForOfStatement")) {
      if (!node.await) continue;
      const size = streamSize(file, node.right);
      yield { node, says: size.is === "growing" ? `growing, ${size.what}` : size.is };
    }
  },
});
