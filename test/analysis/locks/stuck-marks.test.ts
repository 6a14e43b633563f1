import { stuckMarks } from "../../../src/analysis/locks/hand-made-locks.js";
import { lineOf } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/stuck-marks", {
  // marks that one failure leaves set: where they are taken back, and what has to fail
  *stuck(file) {
    for (const { raise, reset, leaves, isAsked } of stuckMarks(file)) {
      yield { node: raise.node, says: `until line ${String(lineOf(reset.node))} where line ${String(lineOf(leaves))} fails${isAsked ? "" : ", only shown"}` };
    }
  },
});
