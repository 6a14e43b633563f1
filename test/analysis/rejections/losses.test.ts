import { lossOf } from "../../../src/analysis/rejections/losses.js";
import { nodes, shortText } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

/** Of every statement, the part of it whose failure somebody would miss. */
describeFacts("rejections/losses", function* (file) {
  for (const { expression } of nodes(file).of("ExpressionStatement")) {
    const loss = lossOf(file, expression);
    if (loss) yield { node: expression, says: shortText(file, loss) };
  }
});
