import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, propertyName } from "../nodes.js";
import { variableOf } from "../places/bindings.js";

const selecting = new Set(["filter", "slice", "concat", "reverse", "sort", "flat", "toSorted", "toReversed"]);

/**
 * Whether a method is called on what was waited for, or on a selection of it: `(await list()).slice(0, 10).map(…)`.
 * Whichever module gave it, what has been waited for and has a `map` is a list.
 */
export function isAwaitedList(file: File, call: TSESTree.CallExpression): boolean {
  const seen = new Set<TSESTree.Node>();
  for (let node = receiverOf(call); node && !seen.has(node); node = behind(file, node)) {
    if (node.type === "AwaitExpression") return true;
    seen.add(node);
  }
  return false;
}

function receiverOf({ callee }: TSESTree.CallExpression): TSESTree.Node | undefined {
  const member = bare(callee);
  return member.type === "MemberExpression" ? bare(member.object) : undefined;
}

function behind(file: File, node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === "MemberExpression") return bare(node.object);
  if (node.type === "CallExpression") {
    const callee = bare(node.callee);
    return callee.type === "MemberExpression" && selecting.has(propertyName(callee) ?? "") ? bare(callee.object) : undefined;
  }
  const definition = node.type === "Identifier" ? variableOf(file, node)?.defs[0] : undefined;
  const init = definition?.type === "Variable" && definition.parent.kind === "const" ? definition.node.init : null;
  return init ? bare(init) : undefined;
}
