import { isEndedFromOutside, isTimeLimited } from "../../../src/analysis/libraries/time-limits.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("libraries/time-limits", {
  // whether something around `work()` gives it up in time
  *limited(file) {
    for (const node of nodes(file).of("CallExpression")) {
      if (node.callee.type === "Identifier" && node.callee.name === "work") yield { node, says: isTimeLimited(file, node) ? "in time" : "open" };
    }
  },
  // whether a timer or a signal ends what `work()` gives
  *ended(file) {
    for (const node of nodes(file).of("CallExpression")) {
      if (node.callee.type === "Identifier" && node.callee.name === "work") yield { node, says: isEndedFromOutside(file, node) ? "ended" : "open" };
    }
  },
});
