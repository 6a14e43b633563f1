import { retries } from "../../../src/analysis/resilience/retries.js";
import { filterOf, isAfterWait } from "../../../src/analysis/resilience/retry-filters.js";
import { triedBy } from "../../../src/analysis/resilience/retry-operations.js";
import { stopsOf } from "../../../src/analysis/resilience/retry-stops.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("resilience/retries", {
  // of each retry, which failures lead to another try
  *retry(file) {
    for (const retry of retries(file)) yield { node: retry.node, says: `${retry.form} after ${filterOf(file, retry, triedBy(file, retry))}${isAfterWait(file, retry) ? ", later" : ""}` };
  },
  // the conditions that end the tries
  *stop(file) {
    for (const retry of retries(file)) for (const { test, goesOn, at } of stopsOf(file, retry)) yield { node: test, says: `${goesOn ? "goes on" : "ends"} at the ${at}` };
  },
});
