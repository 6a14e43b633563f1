import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionOf, valueOf } from "../functions.js";
import { bare, descendants, isFunction } from "../nodes.js";
import { variableOf } from "../places/bindings.js";

/** Whether two steps are given something that is no constant of the file: the address that is looked up and then stored. */
export function haveSameMention(file: File, one: readonly TSESTree.Node[], other: readonly TSESTree.Node[]): boolean {
  const looked = mentionsIn(file, one);
  return [...mentionsIn(file, other)].some((mention) => looked.has(mention));
}

function mentionsIn(file: File, list: readonly TSESTree.Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const root of list) {
    for (const node of descendants(file, root, (inner) => !isFunction(inner))) {
      const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
      if (!variable || functionOf(variable.identifiers[0] as TSESTree.Node) === undefined) continue;
      const isWhole = node.parent?.type !== "MemberExpression" || node.parent.object !== node;
      found.add(isWhole ? file.source.getText(node) : file.source.getText(node.parent));
      const value = isWhole ? valueOf(variable) : undefined;
      // `create(user)` after `const user = { email }`
      for (const name of value && bare(value).type === "ObjectExpression" ? mentionsIn(file, [value]) : []) found.add(name);
    }
  }
  return found;
}
