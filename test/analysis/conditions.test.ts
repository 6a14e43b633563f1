import { misreadPromises } from "../../src/analysis/conditions.js";
import { describeFacts } from "../harness/describe-facts.js";

describeFacts("conditions", {
  *misread(file) {
    for (const { node, as } of misreadPromises(file)) yield { node, says: as };
  },
});
