import { nodes, propertyName, type Call } from "../../../src/analysis/nodes.js";
import { deadlinesIn, idleController, startsBefore } from "../../../src/analysis/cancellation/signals.js";
import { callersSignal } from "../../../src/analysis/cancellation/signal-sources.js";
import type { File } from "../../../src/analysis/file.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("cancellation/signals", {
  /** Of every signal that a call of `fetch` is given, the lines of the deadlines in it, marked where the clock starts too early. */
  *deadlines(file) {
    for (const { call, signal } of fetches(file)) {
      const lines = deadlinesIn(file, signal).map((deadline) => `${String(deadline.loc.start.line)}${startsBefore(file, deadline, call) ? " early" : ""}`);
      if (lines.length > 0) yield { node: call, says: lines.join(", ") };
    }
  },
  /** The line of the controller that nothing aborts. */
  *idle(file) {
    for (const { call, signal } of fetches(file)) {
      const controller = idleController(file, signal);
      if (controller) yield { node: call, says: String(controller.loc.start.line) };
    }
  },
  /** The signal that the caller gave, with a question mark where it may be missing. */
  *scope(file) {
    for (const { call } of fetches(file)) {
      const given = callersSignal(file, call);
      if (given) yield { node: call, says: `${given.text}${given.optional ? " ?" : ""}` };
    }
  },
});

function* fetches(file: File): Generator<{ call: Call; signal: Call["arguments"][number] }> {
  for (const call of nodes(file).of("CallExpression")) {
    if (call.callee.type !== "Identifier" || call.callee.name !== "fetch") continue;
    const init = call.arguments[1];
    const property = init?.type === "ObjectExpression" ? init.properties.find((one) => one.type === "Property" && propertyName(one) === "signal") : undefined;
    yield { call, signal: property?.type === "Property" ? (property.value as never) : call };
  }
}
