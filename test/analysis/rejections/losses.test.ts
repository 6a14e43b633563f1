import { lossOf, worstLossOf } from "../../../src/analysis/rejections/losses.js";
import { nodes, shortText } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("rejections/losses", {
  /** Of every statement, the part of it whose failure somebody would miss. */
  *losses(file) {
    for (const { expression } of nodes(file).of("ExpressionStatement")) {
      const loss = lossOf(file, expression);
      if (loss) yield { node: expression, says: shortText(file, loss) };
    }
  },
  /** Of every statement, the write in it that outlasts the program. */
  *writes(file) {
    for (const { expression } of nodes(file).of("ExpressionStatement")) {
      const worst = worstLossOf(file, [expression]);
      if (worst?.isLasting) yield { node: expression, says: shortText(file, worst.loss) };
    }
  },
});
