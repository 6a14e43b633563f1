import { cleanupsOf, effectOf, functionBehind } from "../../src/analysis/effects.js";
import type { File } from "../../src/analysis/file.js";
import { lineOf, nodes, type FunctionNode } from "../../src/analysis/nodes.js";
import { describeFacts } from "../harness/describe-facts.js";

describeFacts("effects", {
  /** What an effect depends on, and how many cleanups its run names. */
  *depends(file) {
    for (const fn of functionsIn(file)) {
      const effect = effectOf(file, fn);
      if (!effect) continue;
      const { dependencies } = effect;
      const names = dependencies === "any" ? "any" : [...dependencies].map(({ name }) => name).join(", ") || "nothing";
      yield { node: fn, says: `${names} (cleanups: ${String([...cleanupsOf(file, effect)].length)})` };
    }
  },
  /** The function that the argument of a call of `run` means. */
  *behind(file) {
    for (const call of nodes(file).of("CallExpression")) {
      const [given] = call.arguments;
      if (call.callee.type !== "Identifier" || call.callee.name !== "run" || !given) continue;
      const fn = functionBehind(file, given);
      yield { node: call, says: fn ? `line ${String(lineOf(fn))}` : "none" };
    }
  },
});

function functionsIn(file: File): readonly FunctionNode[] {
  return [...nodes(file).of("ArrowFunctionExpression"), ...nodes(file).of("FunctionExpression")];
}
