import type { TSESTree } from "@typescript-eslint/utils";
import type { Decision } from "../decisions.js";
import { isNothing } from "../functions.js";
import type { Read } from "../places/reads.js";

/** What hands on whether there is anything in it. */
const passing: ReadonlySet<string> = new Set(["LogicalExpression", "ChainExpression", "TSNonNullExpression"]);

/** Whether the test lets a step happen only where what was read is truthy, or only where it is not; `undefined` where it asks something else. */
export function neededTruth({ test, negated }: Decision, read: Read): boolean | undefined {
  let isTrue = !negated;
  for (const outer of nodesUpTo(test, read.node)) {
    if (outer.type === "UnaryExpression" && outer.operator === "!") isTrue = !isTrue;
    else if (outer.type === "BinaryExpression" && isWithNothing(outer) && /^[!=]==?$/.test(outer.operator)) isTrue = outer.operator.startsWith("!") === isTrue;
    else if (!passing.has(outer.type) && !isTypeof(outer)) return undefined;
  }
  return isTrue;
}

/** Whether a test asks only whether a place holds anything: `!this.client`, `cache.has(key)`, `this.client === undefined`. */
export function isPresence(test: TSESTree.Node, read: TSESTree.Node): boolean {
  for (const outer of nodesUpTo(test, read)) {
    if (outer.type === "BinaryExpression") return isWithNothing(outer);
    // a constant that the test asks for
    if (outer.type !== "UnaryExpression" && !passing.has(outer.type)) return outer.type === "VariableDeclarator";
  }
  return true;
}

/** `list.length === 0`, `!list.length`: whether there is anything at all. */
export function isEmptiness({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== "BinaryExpression") return true;
  return [parent.left, parent.right].some((side) => side.type === "Literal" && (side.value === 0 || side.value === 1));
}

/** Whether a name is looked at before anything is done with it: `if (next)`, `next === undefined`, `next?.run()`. */
export function isAskedFor(name: TSESTree.Node): boolean {
  let node = name;
  for (let outer = node.parent; outer; node = outer, outer = outer.parent) {
    if (outer.type === "MemberExpression" || outer.type === "CallExpression") return outer.optional && node === name;
    if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") return outer.test === node;
    if (outer.type === "LogicalExpression" && outer.left === node) return true;
    if (outer.type !== "UnaryExpression" && outer.type !== "LogicalExpression" && !(outer.type === "BinaryExpression" && isWithNothing(outer))) return false;
  }
  return false;
}

/** What stands around a read, up to the test that it is a part of. */
function* nodesUpTo(test: TSESTree.Node, read: TSESTree.Node): Generator<TSESTree.Node> {
  for (let node: TSESTree.Node = read; node !== test && node.parent; node = node.parent) yield node.parent;
}

/** `client === undefined`, `typeof client === "undefined"` */
function isWithNothing({ left, right }: TSESTree.BinaryExpression): boolean {
  return isNothing(left) || isNothing(right) || (isTypeof(left) && right.type === "Literal" && right.value === "undefined");
}

function isTypeof(node: TSESTree.Node): boolean {
  return node.type === "UnaryExpression" && node.operator === "typeof";
}
