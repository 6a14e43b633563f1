import { retries } from "../../../src/analysis/resilience/retries.js";
import { delayKind, sleepsOf } from "../../../src/analysis/resilience/retry-delays.js";
import { shortText } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("resilience/pauses", {
  /** Of each pause of a retry, how it behaves from try to try, and what it is told by. */
  *pause(file) {
    for (const retry of retries(file)) for (const sleep of sleepsOf(file, retry)) yield { node: sleep.call, says: `${delayKind(file, retry, sleep)}${sleep.delay ? ` by ${shortText(file, sleep.delay)}` : ""}` };
  },
});
