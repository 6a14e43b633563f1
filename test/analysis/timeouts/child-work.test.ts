import { remoteCalls } from "../../../src/analysis/libraries/library-calls.js";
import { isOpenEnded } from "../../../src/analysis/timeouts/child-work.js";
import { describeFacts } from "../../harness/describe-facts.js";

// of each child process, whether somebody waits for the end of work of which nobody here knows how long it takes
describeFacts("timeouts/child-work", function* (file) {
  for (const call of remoteCalls(file)) yield { node: call.node, says: isOpenEnded(file, call) ? "open" : "no" };
});
