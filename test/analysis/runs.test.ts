import { freshnessOf } from "../../src/analysis/shared-state/freshness.js";
import { lineOf } from "../../src/analysis/nodes.js";
import { outcomeOf } from "../../src/analysis/shared-state/outcomes.js";
import { writes } from "../../src/analysis/places/places.js";
import { runsOf } from "../../src/analysis/runs.js";
import { describeFacts } from "../harness/describe-facts.js";

describeFacts("runs", {
  // how sure it is that the run which writes can be under way twice
  *overlap(file) {
    for (const { node } of writes(file)) yield { node, says: runsOf(file, node)[0]?.overlap ?? "none" };
  },
  // the suspension that a written value comes out of, and the input its work was asked with
  *outcome(file) {
    for (const { node, value } of writes(file)) {
      const run = runsOf(file, node)[0];
      const outcome = run && value && outcomeOf(file, run, value);
      yield { node, says: outcome ? `line ${String(lineOf(outcome.suspension))}, ${outcome.input}` : "none" };
    }
  },
  // what keeps an older run from writing
  *fresh(file) {
    for (const write of writes(file)) {
      const run = runsOf(file, write.node)[0];
      const outcome = run && write.value && outcomeOf(file, run, write.value);
      if (run && outcome) yield { node: write.node, says: freshnessOf(file, run, write, outcome) ?? "no" };
    }
  },
});
