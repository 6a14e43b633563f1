import { reads } from "../../../src/analysis/places/reads.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("places/reads", function* (file) {
  for (const list of reads(file).values()) for (const { node, place, tells } of list) yield { node, says: `${tells} of ${place.key}` };
});
