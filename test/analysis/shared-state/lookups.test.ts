import { framesOf } from "../../../src/analysis/shared-state/frames.js";
import { lookUpsBefore } from "../../../src/analysis/shared-state/lookups.js";
import { lineOf } from "../../../src/analysis/nodes.js";
import { writes } from "../../../src/analysis/places/places.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("shared-state/lookups", function* (file) {
  for (const write of writes(file)) {
    if (write.value === undefined || write.fn === undefined) continue;
    const lines = lookUpsBefore(file, write, framesOf(file, write.node)).map((node) => String(lineOf(node)));
    yield { node: write.node, says: lines.length > 0 ? `found empty on ${lines.join(", ")}` : "not looked up" };
  }
});
