import { nameOf } from "../../../src/analysis/functions.js";
import { asyncSetterOf, detachedWrites, discardedSetters } from "../../../src/analysis/ordering/setters.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

describeFacts("ordering/setters", {
  // writes of what a function was given, after it has returned
  *detached(file) {
    for (const { write, setter } of detachedWrites(file)) yield { node: write.node, says: `${write.place.text} by ${nameOf(setter) ?? "a function"}` };
  },
  // functions that write what they are given after a suspension
  *late(file) {
    for (const type of ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"] as const) {
      for (const fn of nodes(file).of(type)) {
        const setter = asyncSetterOf(file, fn);
        if (setter) yield { node: fn, says: `${setter.write.place.text} after line ${String(setter.suspension.loc.start.line)}` };
      }
    }
  },
  // calls of such functions whose promise nobody looks at
  *discarded(file) {
    for (const { call, inLoop, followedBy } of discardedSetters(file)) yield { node: call, says: inLoop ? "in a loop" : followedBy ? `before line ${String(followedBy.loc.start.line)}` : "alone" };
  },
});
