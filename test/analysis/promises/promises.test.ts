import { discards } from "../../../src/analysis/promises/discards.js";
import { isPromise, mustBeHandled } from "../../../src/analysis/promises/promises.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("promises/promises", {
  *promise(file) {
    for (const { expression } of discards(file)) yield { node: expression, says: isPromise(file, expression) };
  },
  /** Whether a statement throws away a promise that somebody should look at, or a query that is never sent. */
  *owed(file) {
    for (const { expression } of discards(file)) if (mustBeHandled(file, expression)) yield { node: expression, says: "yes" };
  },
});
