import { nodes } from "../../src/analysis/nodes.js";
import { numberOf } from "../../src/analysis/numbers.js";
import { describeFacts } from "../harness/describe-facts.js";

// the number that `show(…)` is given
describeFacts("numbers", function* (file) {
  for (const { callee, arguments: [value] } of nodes(file).of("CallExpression")) {
    if (callee.type === "Identifier" && callee.name === "show" && value) yield { node: value, says: String(numberOf(file, value)) };
  }
});
