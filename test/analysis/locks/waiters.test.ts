import { earlyReleases } from "../../../src/analysis/locks/early-releases.js";
import { unsettledTails } from "../../../src/analysis/locks/promise-tails.js";
import { tellsSuccess } from "../../../src/analysis/locks/success-flags.js";
import { unwokenWaiters } from "../../../src/analysis/locks/unwoken-waiters.js";
import { lineOf, nodes } from "../../../src/analysis/nodes.js";
import { variableOf } from "../../../src/analysis/places/bindings.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/waiters", {
  // chains of callers in which one whose work fails never settles its own promise
  *tail(file) {
    for (const { line, wake, leaves } of unsettledTails(file)) yield { node: wake, says: `${line} where line ${String(lineOf(leaves))} fails` };
  },
  // lines of waiters whose next one is woken only where the work went well
  *unwoken(file) {
    for (const { line, wake, leaves } of unwokenWaiters(file)) yield { node: wake, says: `${line} where line ${String(lineOf(leaves))} fails` };
  },
  // what is given back where taking it has failed
  *early(file) {
    for (const { release, fails } of earlyReleases(file)) yield { node: release, says: `where line ${String(lineOf(fails))} fails` };
  },
  // of each condition, whether the first name in it tells only that the work went well; `take()` and `give()` are what it is about
  *success(file) {
    const named = (name: string) => nodes(file).of("CallExpression").filter(({ callee }) => callee.type === "Identifier" && callee.name === name);
    for (const { test } of nodes(file).of("IfStatement")) {
      const name = nodes(file).of("Identifier").find(({ range }) => range[0] >= test.range[0] && range[1] <= test.range[1]);
      const variable = name && variableOf(file, name);
      const take = named("take").findLast(({ range }) => range[0] < test.range[0]);
      const releases = new Set(named("give").filter(({ range }) => take && range[0] > take.range[0]));
      if (variable && take) yield { node: test, says: tellsSuccess(file, variable, test, take, releases) ? "success" : "no" };
    }
  },
});
