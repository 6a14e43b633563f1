import { lockSections } from "../../../src/analysis/locks/lock-sections.js";
import { reentries, remoteUnderLock } from "../../../src/analysis/locks/work-under-lock.js";
import { lineOf, nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/sections", {
  // what is taken for one caller alone, and by what name others are shut out
  *lock(file) {
    for (const { lock, key } of lockSections(file)) yield { node: lock, says: key ?? "no name" };
  },
  // under which locks a call of `step()` runs
  *step(file) {
    for (const call of nodes(file).of("CallExpression")) {
      if (call.callee.type !== "Identifier" || call.callee.name !== "step") continue;
      const lines = lockSections(file).filter((section) => section.covers(call)).map(({ lock }) => String(lineOf(lock)));
      yield { node: call, says: lines.length > 0 ? `under ${lines.join(" and ")}` : "free" };
    }
  },
  // which remote calls are waited for under which lock, in its section or in what is called there
  *remote(file) {
    for (const { call, section } of remoteUnderLock(file)) yield { node: call.node, says: `under ${String(lineOf(section.lock))}` };
  },
  // which steps wait for a lock that is held already
  *again(file) {
    for (const { step, outer, inner } of reentries(file)) yield { node: step, says: `${String(lineOf(inner.lock))} under ${String(lineOf(outer.lock))}` };
  },
});
