import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { isNothing, memberOf, thisOwner } from "./owners.js";
import { isClass, nodes, propertyName, type ClassNode } from "../nodes.js";
import { perFile } from "../per-file.js";

/** The values that a class assigns to one of its fields, in any method. */
export function assignmentsToField(file: File, owner: ClassNode, name: string): readonly TSESTree.Node[] {
  return fieldAssignments(file).get(owner)?.get(name) ?? [];
}

/** What is assigned to fields through `this`, by class. */
const fieldAssignments = perFile((file) => {
  const found = new Map<ClassNode, Map<string, TSESTree.Node[]>>();
  for (const node of nodes(file).of("AssignmentExpression")) {
    if (node.left.type !== "MemberExpression" || node.left.object.type !== "ThisExpression") continue;
    const owner = thisOwner(node.left.object);
    const field = propertyName(node.left);
    if (!isClass(owner) || field === undefined || isNothing(node.right)) continue;
    const fields = found.get(owner) ?? new Map<string, TSESTree.Node[]>();
    const values = fields.get(field);
    if (values === undefined) fields.set(field, [node.right]);
    else values.push(node.right);
    found.set(owner, fields);
  }
  return found;
});

/** The parameter property `constructor(private name: T)` of a class. */
export function parameterProperty(owner: ClassNode, name: string): TSESTree.Node | undefined {
  const made = memberOf(owner, "constructor");
  if (made?.type !== "MethodDefinition") return undefined;
  for (const parameter of made.value.params) {
    if (parameter.type !== "TSParameterProperty") continue;
    const target = parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
    if (target.name === name) return target;
  }
  return undefined;
}
