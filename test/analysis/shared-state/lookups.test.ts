import { framesOf } from "../../../src/analysis/shared-state/frames.js";
import { lookUpsBefore } from "../../../src/analysis/shared-state/lookups.js";
import { shortText } from "../../../src/analysis/nodes.js";
import { writes } from "../../../src/analysis/places/places.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("shared-state/lookups", function* (file) {
  for (const write of writes(file)) {
    if (write.value === undefined || write.fn === undefined) continue;
    const found = lookUpsBefore(file, write, framesOf(file, write.node)).map((node) => shortText(file, node));
    yield { node: write.node, says: found.length > 0 ? `found empty: ${found.join(" and ")}` : "not looked up" };
  }
});
