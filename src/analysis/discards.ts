import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isFunction, nodes } from "./nodes.js";
import { perFile } from "./per-file.js";

/** An expression whose value nobody reads. */
export interface Discard {
  readonly expression: TSESTree.Node;
  /** The statement that throws it away. */
  readonly statement: TSESTree.ExpressionStatement;
  /** It stands under `void`. */
  readonly isVoid: boolean;
}

/** The expressions that stand as statements, through `void`, sequences, conditions and `a && b`. In source order. */
export const discards = perFile((file): readonly Discard[] =>
  nodes(file)
    .of("ExpressionStatement")
    .flatMap((statement) => partsOf(statement.expression).map((part) => ({ ...part, statement }))),
);

function partsOf(root: TSESTree.Node): { readonly expression: TSESTree.Node; readonly isVoid: boolean }[] {
  const parts: { readonly expression: TSESTree.Node; readonly isVoid: boolean }[] = [];
  const open: [TSESTree.Node, boolean][] = [[root, false]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [outer, isVoid] = next;
    const node = bare(outer);
    if (node.type === "UnaryExpression" && node.operator === "void") open.push([node.argument, true]);
    else if (node.type === "SequenceExpression") open.push(...node.expressions.map((part): [TSESTree.Node, boolean] => [part, isVoid]));
    else if (node.type === "ConditionalExpression") open.push([node.alternate, isVoid], [node.consequent, isVoid]);
    else if (node.type === "LogicalExpression") open.push([node.right, isVoid]);
    else if (node.type !== "AssignmentExpression") parts.push({ expression: node, isVoid }); // what is assigned is kept
  }
  return parts;
}

/** The `catch` clause that sees what is thrown at a node, within its function. */
export function catchAround(node: TSESTree.Node): TSESTree.CatchClause | undefined {
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return outer.handler;
  }
  return undefined;
}
