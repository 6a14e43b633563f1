import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { calleeOf, isNothing } from "./functions.js";
import { bare, nodes } from "./nodes.js";
import { perFile } from "./per-file.js";
import { isPromise } from "./promises.js";
import { types } from "./types.js";

/** A promise that stands where its result is meant. */
export interface MisreadPromise {
  readonly node: TSESTree.Node;
  readonly as: "condition" | "negation" | "comparison" | "arithmetic" | "template" | "spread" | "operand";
}

/** Conditions, comparisons and the like whose value is a promise. In no particular order. */
export const misreadPromises = perFile((file): readonly MisreadPromise[] =>
  [...places(file)].filter(({ node, as }) => isMisread(file, node, as)).map(({ node, as }) => ({ node: bare(node), as })),
);

function* places(file: File): Generator<MisreadPromise> {
  const all = nodes(file);
  for (const type of ["IfStatement", "ConditionalExpression", "WhileStatement", "DoWhileStatement", "ForStatement"] as const)
    for (const { test } of all.of(type)) if (test) yield { node: test, as: "condition" };
  for (const node of all.of("UnaryExpression")) if (node.operator === "!") yield { node: node.argument, as: "negation" };
  for (const node of all.of("LogicalExpression")) if (node.operator !== "??") yield { node: node.left, as: "operand" };
  for (const node of all.of("TemplateLiteral")) {
    if (node.parent.type !== "TaggedTemplateExpression") for (const expression of node.expressions) yield { node: expression, as: "template" };
  }
  for (const node of all.of("SpreadElement")) yield { node: node.argument, as: "spread" };
  for (const node of all.of("BinaryExpression")) yield* operands(file, node);
}

function* operands(file: File, node: TSESTree.BinaryExpression): Generator<MisreadPromise> {
  if (node.operator === "in" || node.operator === "instanceof") return;
  const as = /^[=!<>]/.test(node.operator) && node.operator !== "<<" && node.operator !== ">>" && node.operator !== ">>>" ? "comparison" : "arithmetic";
  const [left, right] = [node.left, node.right];
  // two promises are compared for which they are, one with nothing for whether it is there
  if (as === "comparison" && (isNothing(left) || isNothing(right) || (isPromise(file, left) === "yes" && isPromise(file, right) === "yes"))) return;
  yield { node: left, as };
  yield { node: right, as };
}

/** Without types only what visibly is one: the call of an async function of the same file. */
function isMisread(file: File, expression: TSESTree.Node, as: MisreadPromise["as"]): boolean {
  const node = bare(expression);
  const checker = types(file);
  if (checker) return mayBePromise(node) && checker.promiseKindOf(node) === "promise" && (as === "spread" || !checker.mayBeAbsent(node));
  return node.type === "CallExpression" && calleeOf(file, node)?.async === true && isPromise(file, node) === "yes";
}

/** Forms whose values are no promises, so that the checker need not be asked. */
function mayBePromise(node: TSESTree.Node): boolean {
  return (
    node.type === "CallExpression" || node.type === "Identifier" || node.type === "MemberExpression" || node.type === "ConditionalExpression" || node.type === "ImportExpression" || node.type === "NewExpression"
  );
}
