import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { valueOf } from "../functions.js";
import { bare } from "../nodes.js";
import { isParameter } from "../places/owners.js";

/** What is certain where a condition holds, or where it does not: after `if (!ids || ids.length > 20) return;` neither of the two holds. */
export function* certainties(file: File, test: TSESTree.Node, holds: boolean): Generator<{ readonly test: TSESTree.Node; readonly holds: boolean }> {
  const open = [{ test, holds }];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const node = valueBehind(file, bare(one.test));
    if (node.type === "UnaryExpression" && node.operator === "!") open.push({ test: node.argument, holds: !one.holds });
    else if (node.type === "LogicalExpression" && node.operator === (one.holds ? "&&" : "||")) open.push({ test: node.right, holds: one.holds }, { test: node.left, holds: one.holds });
    else yield { test: node, holds: one.holds };
  }
}

/** `const isTooLong = ids.length > 20;` */
function valueBehind(file: File, node: TSESTree.Node): TSESTree.Node {
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && !isParameter(variable) ? valueOf(variable) : undefined;
  const condition = value && bare(value);
  return condition?.type === "BinaryExpression" || condition?.type === "LogicalExpression" || condition?.type === "UnaryExpression" ? condition : node;
}
