import { acquisitions } from "../../../src/analysis/locks/acquisitions.js";
import { releaseOf } from "../../../src/analysis/locks/releases.js";
import { unreleased } from "../../../src/analysis/locks/unreleased.js";
import { descendants, lineOf } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("locks/releases", {
  // where something that its function has taken is given back, and from where on it is somebody else's
  *over(file) {
    for (const taken of acquisitions(file)) {
      const { fulfils, handsOn } = releaseOf(file, taken);
      for (const node of descendants(file, taken.of)) {
        if (fulfils(node)) yield { node, says: "given back" };
        else if (handsOn(node)) yield { node, says: "handed on" };
      }
    }
  },
  // what is taken and not given back on some path, and where that path leaves
  *left(file) {
    for (const { taken, how, leaves, ends } of unreleased(file)) {
      yield { node: taken.node, says: `${how} line ${String(lineOf(leaves))}, else ${ends ? String(lineOf(ends)) : "nowhere"}` };
    }
  },
});
