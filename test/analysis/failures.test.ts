import { discards } from "../../src/analysis/discards.js";
import { failureOf, rejectionOf } from "../../src/analysis/failures.js";
import { failingHandler } from "../../src/analysis/failing-handlers.js";
import { nodes, shortText } from "../../src/analysis/nodes.js";
import { isPromise } from "../../src/analysis/promises.js";
import { describeFacts } from "../harness/describe-facts.js";

describeFacts("failures", {
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
