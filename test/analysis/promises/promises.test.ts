import { discards } from "../../../src/analysis/promises/discards.js";
import { isPromise } from "../../../src/analysis/promises/promises.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("promises/promises", {
  *promise(file) {
    for (const { expression } of discards(file)) yield { node: expression, says: isPromise(file, expression) };
  },
});
