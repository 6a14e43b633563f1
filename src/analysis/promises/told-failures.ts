import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, dressed, propertyName } from "../nodes.js";

const failures = new Set(["error", "errors", "success", "succeeded", "isErr", "isError", "isLeft"]);
const failureName = /^_?(?:e|err|error)$|(?:Err|Error)$/;
const askers = /^(?:isLeft|isRight|isErr|isOk|isError|isFailure|isSuccess)$/;

/** Whether what is waited for tells of its failure by its value: `const { data, error } = await load()`, `const [error, data] = await attempt(load())`, `if (E.isLeft(result))`. Such a call is not meant to reject. */
export function tellsFailure(file: File, awaited: TSESTree.AwaitExpression): boolean {
  const { parent } = dressed(awaited);
  const target = parent?.type === "VariableDeclarator" ? parent.id : parent?.type === "AssignmentExpression" ? parent.left : undefined;
  if (target?.type === "ArrayPattern") return target.elements[0]?.type === "Identifier" && failureName.test(target.elements[0].name);
  if (target?.type === "ObjectPattern") return target.properties.some((property) => property.type === "Property" && failures.has(propertyName(property) ?? ""));
  const variable = target?.type === "Identifier" ? variableOf(file, target) : undefined;
  return (variable?.references ?? []).some(({ identifier: { parent: use }, identifier }) => {
    if (use.type === "MemberExpression") return use.object === identifier && failures.has(propertyName(use) ?? "");
    const callee = use.type === "CallExpression" && use.callee !== identifier ? bare(use.callee) : undefined;
    const name = callee?.type === "Identifier" ? callee.name : callee?.type === "MemberExpression" ? propertyName(callee) : undefined;
    return name !== undefined && askers.test(name);
  });
}
