import { feedOf } from "../../../src/analysis/places/feeding.js";
import { functionsAround } from "../../../src/analysis/functions.js";
import { nodes } from "../../../src/analysis/nodes.js";
import { describeFacts } from "../../harness/describe-facts.js";

// how what `show(…)` is given comes from a parameter of the outermost function around, and from its first one
describeFacts("places/feeding", {
  *feed(file) {
    for (const node of nodes(file).of("CallExpression")) {
      const fn = [...functionsAround(node)].at(-1);
      const [value] = node.arguments;
      if (fn && value && node.callee.type === "Identifier" && node.callee.name === "show") yield { node, says: feedOf(file, value, fn) ?? "not fed" };
    }
  },
  *first(file) {
    for (const node of nodes(file).of("CallExpression")) {
      const fn = [...functionsAround(node)].at(-1);
      const [value] = node.arguments;
      if (fn && value && node.callee.type === "Identifier" && node.callee.name === "show") yield { node, says: feedOf(file, value, fn, fn.params[0]) ?? "not fed" };
    }
  },
});
