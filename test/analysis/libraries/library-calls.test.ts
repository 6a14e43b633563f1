import { remoteCalls } from "../../../src/analysis/libraries/library-calls.js";
import { waits } from "../../../src/analysis/timeouts/waits.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("libraries/library-calls", {
  /** Of every remote call, what bounds it, the phase if that is all, and where its client is made. */
  *remote(file) {
    for (const { node, library, timeout, client } of remoteCalls(file)) {
      const parts = [library.name, timeout.answer, ...(timeout.partial ? [`but ${timeout.partial}`] : []), ...(client ? [`made on line ${String(client.loc.start.line)}`] : [])];
      yield { node: node.callee.type === "MemberExpression" ? node.callee.property : node.callee, says: parts.join(", ") };
    }
  },
  /** Of every wait for something that may never come, whether it can be given up. */
  *waits(file) {
    for (const { node, library, signal } of waits(file)) yield { node, says: `${library.name}, ${signal.answer}` };
  },
});
