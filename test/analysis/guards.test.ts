import { endsEarlierRun, checkBefore } from "../../src/analysis/guards.js";
import { functionsAround } from "../../src/analysis/functions.js";
import { runsOnce } from "../../src/analysis/overlap.js";
import { nodes } from "../../src/analysis/nodes.js";
import { writes } from "../../src/analysis/places/places.js";
import { describeFacts } from "../harness/describe-facts.js";

describeFacts("guards", {
  // what looks, before a write, whether the run that writes is still wanted
  *check(file) {
    for (const { node } of writes(file)) {
      const run = [...functionsAround(node)].at(-1);
      if (run) yield { node, says: checkBefore(file, node, run) ?? "none" };
    }
  },
  // what the outermost function does to its earlier run before a write
  *ends(file) {
    for (const { node } of writes(file)) {
      const run = [...functionsAround(node)].at(-1);
      if (run) yield { node, says: endsEarlierRun(file, run, node) ?? "none" };
    }
  },
  // whether a function runs once in the life of what it belongs to
  *once(file) {
    for (const type of ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"] as const) {
      for (const fn of nodes(file).of(type)) yield { node: fn, says: runsOnce(file, fn) ? "once" : "again" };
    }
  },
});
