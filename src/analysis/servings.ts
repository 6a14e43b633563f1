import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./bindings.js";
import type { File } from "./file.js";
import { isFunction, isWithin, type FunctionNode } from "./nodes.js";
import type { Write } from "./places.js";
import { readsOf } from "./reads.js";

/** Whether a function gives its caller what a place holds, or what is written there: `return this.client`. */
export function servesPlace(file: File, write: Write, fn: FunctionNode): boolean {
  const held = readsOf(file, write.place).filter(({ tells, node }) => tells === "value" && isWithin(node, fn)).map(({ node }) => node);
  const named = write.value?.type === "Identifier" ? namesLike(file, write.value) : [];
  return [write.node, ...held, ...named].some((node) => isReturned(file, node));
}

function namesLike(file: File, name: TSESTree.Identifier): readonly TSESTree.Node[] {
  return (variableOf(file, name)?.references ?? []).filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
}

/** Whether an expression is, or goes into, what is returned, under a name of its own at most. */
function isReturned(file: File, node: TSESTree.Node, depth = 0): boolean {
  for (let [inner, outer] = [node, node.parent]; outer; [inner, outer] = [outer, outer.parent]) {
    if (outer.type === "ReturnStatement") return true;
    if (isFunction(outer)) return outer.body === inner;
    if (outer.type === "VariableDeclarator") return depth === 0 && outer.id.type === "Identifier" && namesLike(file, outer.id).some((name) => isReturned(file, name, 1));
    if (outer.type === "ConditionalExpression" && outer.test === inner) return false;
    if (outer.type === "AssignmentExpression" && outer.right === inner && outer.left.type === "Identifier") {
      return depth === 0 && namesLike(file, outer.left).some((name) => isReturned(file, name, 1));
    }
    if (outer.type.endsWith("Statement")) return false;
  }
  return false;
}
