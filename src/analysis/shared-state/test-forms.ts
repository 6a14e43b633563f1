import type { TSESTree } from "@typescript-eslint/utils";
import type { Decision } from "../decisions.js";
import { isNothing } from "../functions.js";
import type { Read } from "../places/reads.js";

/** Whether the test lets a step happen only where what was read is truthy, or only where it is not; `undefined` where it asks something else. */
export function neededTruth({ test, negated }: Decision, read: Read): boolean | undefined {
  let isTrue = !negated;
  for (let node = read.node; node !== test; node = node.parent as TSESTree.Node) {
    const { parent } = node;
    if (parent?.type === "UnaryExpression" && parent.operator === "!") isTrue = !isTrue;
    else if (parent?.type === "BinaryExpression" && isWithNothing(parent) && /^[!=]==?$/.test(parent.operator)) isTrue = parent.operator.startsWith("!") === isTrue;
    else if (parent?.type !== "LogicalExpression" && parent?.type !== "ChainExpression" && parent?.type !== "TSNonNullExpression" && !isTypeof(parent)) return undefined;
  }
  return isTrue;
}

/** Whether a test asks only whether a place holds anything: `!this.client`, `cache.has(key)`, `this.client === undefined`. */
export function isPresence(test: TSESTree.Node, read: TSESTree.Node): boolean {
  for (let node = read; ; node = node.parent as TSESTree.Node) {
    const { parent } = node;
    if (node === test) return true;
    if (parent?.type === "BinaryExpression") return isWithNothing(parent);
    if (parent?.type !== "UnaryExpression" && parent?.type !== "LogicalExpression" && parent?.type !== "ChainExpression" && parent?.type !== "TSNonNullExpression") return parent?.type === "VariableDeclarator";
  }
}

/** `list.length === 0`, `!list.length`: whether there is anything at all. */
export function isEmptiness(read: TSESTree.Node): boolean {
  const { parent } = read;
  if (parent?.type !== "BinaryExpression") return true;
  return [parent.left, parent.right].some((side) => side.type === "Literal" && (side.value === 0 || side.value === 1));
}

/** `client === undefined`, `typeof client === "undefined"` */
function isWithNothing({ left, right }: TSESTree.BinaryExpression): boolean {
  return isNothing(left) || isNothing(right) || (isTypeof(left) && right.type === "Literal" && right.value === "undefined");
}

function isTypeof(node: TSESTree.Node | undefined): boolean {
  return node?.type === "UnaryExpression" && node.operator === "typeof";
}
