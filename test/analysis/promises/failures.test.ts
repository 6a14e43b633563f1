import { discards } from "../../../src/analysis/promises/discards.js";
import { failingHandler } from "../../../src/analysis/rejections/failing-handlers.js";
import { failureOf, rejectionOf } from "../../../src/analysis/promises/failures.js";
import { nodes, shortText } from "../../../src/analysis/nodes.js";
import { isPromise } from "../../../src/analysis/promises/promises.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("promises/failures", {
  *rejects(file) {
    for (const { expression } of discards(file)) {
      const failure = isPromise(file, expression) === "yes" ? rejectionOf(file, expression) : undefined;
      if (failure) yield { node: expression, says: shortText(file, failure) };
    }
  },
  *fails(file) {
    const all = nodes(file);
    for (const fn of [...all.of("FunctionDeclaration"), ...all.of("FunctionExpression"), ...all.of("ArrowFunctionExpression")]) {
      const failure = failureOf(file, fn);
      if (failure) yield { node: fn, says: shortText(file, failure) };
    }
  },
  *handler(file) {
    for (const { expression } of discards(file)) {
      const failing = failingHandler(file, expression);
      if (failing) yield { node: expression, says: shortText(file, failing.failure) };
    }
  },
});
