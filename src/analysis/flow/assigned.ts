import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, isClass, nodes, propertyName, type ClassNode } from "../nodes.js";
import { functionsAround, isNothing, isParameter, thisOwner, valueOf } from "../places/owners.js";
import { perFile } from "../per-file.js";

/** The one value that a member of an object is ever given: `exports.save = …`, `Jobs.prototype.save = …`, `this.save = …`. */
export function assignedMember(file: File, object: TSESTree.Node, name: string): TSESTree.Node | undefined {
  const owner = holderOf(file, object);
  const values = owner && assignedMembers(file).get(owner)?.get(name);
  return values?.length === 1 ? values[0] : undefined;
}

const assignedMembers = perFile((file) => {
  const found = new Map<Holder, Map<string, TSESTree.Node[]>>();
  for (const { left, right } of nodes(file).of("AssignmentExpression")) {
    const name = left.type === "MemberExpression" ? propertyName(left) : undefined;
    const owner = left.type === "MemberExpression" && name !== undefined ? holderOf(file, left.object) : undefined;
    if (!owner || name === undefined || isNothing(right)) continue;
    const members = found.get(owner) ?? new Map<string, TSESTree.Node[]>();
    members.set(name, [...(members.get(name) ?? []), right]);
    found.set(owner, members);
  }
  return found;
});

/** What stands for an object whose members are assigned one by one: its variable, its class, the module, or what it exports. */
type Holder = Variable | ClassNode | "exports" | "module";

function holderOf(file: File, object: TSESTree.Node, depth = 0): Holder | undefined {
  const node = bare(object);
  if (depth > 8) return undefined;
  if (node.type === "ThisExpression") return holderOfThis(file, node, depth);
  if (node.type === "NewExpression") return holderOf(file, node.callee, depth + 1);
  if (node.type === "AssignmentExpression") return holderOf(file, node.left, depth + 1);
  if (node.type === "MemberExpression") {
    const name = propertyName(node);
    if (name === "exports" && node.object.type === "Identifier" && node.object.name === "module") return "exports";
    return name === "prototype" ? holderOf(file, node.object, depth + 1) : undefined;
  }
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  if (!variable) return node.type === "Identifier" && (node.name === "exports" || node.name === "module") ? node.name : undefined;
  const value = isParameter(variable) ? undefined : valueOf(variable);
  return (value && holderOf(file, value, depth + 1)) ?? variable;
}

function holderOfThis(file: File, node: TSESTree.ThisExpression, depth: number): Holder | undefined {
  const owner = thisOwner(node);
  if (owner) return isClass(owner) ? owner : undefined;
  for (const fn of functionsAround(node)) {
    if (fn.type === "ArrowFunctionExpression") continue;
    const { parent } = fn;
    if (parent.type === "AssignmentExpression" && parent.left.type === "MemberExpression") return holderOf(file, parent.left.object, depth + 1);
    return fn.type === "FunctionDeclaration" && fn.id ? variableOf(file, fn.id) : undefined;
  }
  return undefined;
}
