import { misreadPromises } from "../../../src/analysis/rejections/conditions.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("rejections/conditions", {
  *misread(file) {
    for (const { node, as } of misreadPromises(file)) yield { node, says: as };
  },
});
