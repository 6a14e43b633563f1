import { deferreds, type Settler } from "../../../src/analysis/promises/settlers.js";
import { describeFacts } from "../../harness/describe-facts.js";

function nameOf(settler: Settler): string {
  return typeof settler === "string" ? settler : "function";
}

describeFacts("promises/settlers", {
  *settles(file) {
    for (const { uses } of deferreds(file)) for (const { node, settler, as } of uses) yield { node, says: `${nameOf(settler)} as ${as}` };
  },
});
