import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf } from "./bindings.js";
import type { File } from "../file.js";
import { bare, descendants, isFunction } from "../nodes.js";
import { readAt, type Read } from "./reads.js";

/** What an expression looks at, in itself and in the constants that it names; what is waited for is a step of its own. */
export function* readsBehind(file: File, expression: TSESTree.Node): Generator<Read> {
  for (const node of withoutWaits(file, expression)) {
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    const given = variable?.defs[0]?.type === "Variable" ? writesOf(variable) : [];
    const value = given.length === 1 ? given[0]?.value : undefined;
    for (const one of [node, ...(value ? withoutWaits(file, value) : [])]) {
      const read = readAt(file, one);
      if (read) yield read;
    }
  }
}

function withoutWaits(file: File, expression: TSESTree.Node): readonly TSESTree.Node[] {
  const isOwn = (node: TSESTree.Node): boolean => !isFunction(node) && node.type !== "AwaitExpression";
  return isOwn(bare(expression)) ? [...descendants(file, expression, isOwn)].filter(isOwn) : [];
}
