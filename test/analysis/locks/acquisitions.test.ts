import { acquisitions } from "../../../src/analysis/locks/acquisitions.js";
import { isRelease, namesOf } from "../../../src/analysis/locks/release-calls.js";
import { functionOf } from "../../../src/analysis/functions.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/acquisitions", {
  // what is taken, the names that it goes by, what it is taken from, and since when it is held
  *taken(file) {
    for (const { node, holders, parts, receiver, from, statement, of } of acquisitions(file)) {
      const names = [...[...holders].map(({ name }) => name), ...[...parts].map(([part, { name }]) => `${part} as ${name}`)];
      const since = from ? (statement ? "own statement" : "within") : `from the start of line ${of.loc.start.line}`;
      yield { node, says: `${names.join(" and ") || "no name"} of ${receiver ?? "nothing named"}, ${since}` };
    }
  },
  // which calls of the same function give back what is taken first
  *release(file) {
    const [taken] = acquisitions(file);
    if (!taken) return;
    const names = namesOf(file, taken);
    for (const node of nodes(file).of("CallExpression")) {
      if (functionOf(node) === functionOf(taken.node) && isRelease(file, taken, names, node)) yield { node, says: "given back" };
    }
  },
});
