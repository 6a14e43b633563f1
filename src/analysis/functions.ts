import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf, type Variable } from "./bindings.js";
import type { File } from "./file.js";
import { bare, isClass, isFunction, nodes, propertyName, type Call, type ClassNode, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import { types } from "./types.js";

/** The function that a node runs in; `undefined` at the top level and in field initialisers. */
export function functionOf(node: TSESTree.Node): FunctionNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isFunction(outer)) return outer;
    if (outer.type === "PropertyDefinition" || outer.type === "StaticBlock") return undefined;
  }
  return undefined;
}

/** The functions that a node stands in, innermost first. */
export function* functionsAround(node: TSESTree.Node): Generator<FunctionNode> {
  for (let fn = functionOf(node); fn; fn = functionOf(fn)) yield fn;
}

/** The call that a function is handed to as it is written, and its position there. */
export function callbackOf(fn: FunctionNode): { readonly call: Call; readonly argument: number } | undefined {
  const value = fn.parent;
  if (value.type !== "CallExpression" && value.type !== "NewExpression") return undefined;
  const argument = value.arguments.indexOf(fn as TSESTree.CallExpressionArgument);
  return argument < 0 ? undefined : { call: value, argument };
}

/** Whether a function is called where it is written: `(async () => …)()`. */
export function isImmediatelyCalled(fn: FunctionNode): boolean {
  return fn.parent.type === "CallExpression" && bare(fn.parent.callee) === fn;
}

/** What `this` is at a node: the class or the object literal whose member runs there. */
export function thisOwner(node: TSESTree.Node): ClassNode | TSESTree.ObjectExpression | undefined {
  let inner: TSESTree.Node = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "StaticBlock") return outer.parent.parent;
    if (outer.type === "PropertyDefinition" && outer.value === inner) return outer.parent.parent;
    if (outer.type !== "FunctionDeclaration" && outer.type !== "FunctionExpression") continue;
    if (outer.parent.type === "MethodDefinition") return outer.parent.parent.parent;
    if (outer.parent.type === "PropertyDefinition") return outer.parent.parent.parent;
    if (outer.parent.type === "Property" && outer.parent.parent.type === "ObjectExpression") return outer.parent.parent;
    return undefined;
  }
  return undefined;
}

/** The member of a class or object literal with this name. */
export function memberOf(
  owner: ClassNode | TSESTree.ObjectExpression,
  name: string,
): TSESTree.ClassElement | TSESTree.Property | undefined {
  const members: readonly TSESTree.Node[] = isClass(owner) ? owner.body.body : owner.properties;
  return members.find(
    (member): member is TSESTree.ClassElement | TSESTree.Property =>
      (member.type === "MethodDefinition" || member.type === "PropertyDefinition" || member.type === "Property" || member.type === "AccessorProperty") &&
      propertyName(member) === name,
  );
}

/** The name people call a function by; `undefined` for one that has none. */
export function nameOf(fn: FunctionNode): string | undefined {
  const { parent } = fn;
  if (fn.id) return fn.id.name;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if (parent.type === "MethodDefinition" || parent.type === "PropertyDefinition" || parent.type === "Property") return propertyName(parent);
  if (parent.type === "AssignmentExpression" && parent.right === fn) {
    if (parent.left.type === "Identifier") return parent.left.name;
    if (parent.left.type === "MemberExpression") return propertyName(parent.left);
  }
  return undefined;
}

/** What people call a function in a sentence: `Task.setState`, `save`, `this function`. */
export function titleOf(fn: FunctionNode): string {
  const name = nameOf(fn) ?? "this function";
  const owner = fn.parent.type === "MethodDefinition" ? fn.parent.parent.parent.id?.name : undefined;
  return owner ? `${owner}.${name}` : name;
}

/** The class of the file that an expression gives an instance of. */
export function classOf(file: File, expression: TSESTree.Node, depth = 0): ClassNode | undefined {
  const node = bare(expression);
  if (depth > 8) return undefined; // a name that leads back to itself
  if (node.type === "ThisExpression") {
    const owner = thisOwner(node);
    return isClass(owner) ? owner : undefined;
  }
  if (node.type === "NewExpression") return classNamed(file, node.callee);
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    const declared = variable && annotationOf(variable.identifiers[0]);
    if (declared) return classNamed(file, declared);
    const value = variable && valueOf(variable);
    return value && classOf(file, value, depth + 1);
  }
  if (node.type === "MemberExpression" && node.object.type === "ThisExpression") {
    const owner = thisOwner(node);
    const field = isClass(owner) ? memberOf(owner, propertyName(node) ?? "") : undefined;
    if (field?.type !== "PropertyDefinition") return undefined;
    const declared = annotationOf(field);
    if (declared) return classNamed(file, declared);
    return field.value ? classOf(file, field.value, depth + 1) : undefined;
  }
  return undefined;
}

function classNamed(file: File, name: TSESTree.Node): ClassNode | undefined {
  const definition = variableOf(file, name)?.defs[0];
  if (definition?.node && isClass(definition.node)) return definition.node;
  const init = definition?.node.type === "VariableDeclarator" ? definition.node.init : null;
  return isClass(init) ? init : undefined;
}

/** The name in a plain type annotation: `job: Job`, `job?: Job`. */
export function annotationOf(node: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const annotation = node && "typeAnnotation" in node ? node.typeAnnotation : undefined;
  let type: TSESTree.Node | undefined = annotation?.type === "TSTypeAnnotation" ? annotation.typeAnnotation : undefined;
  if (type?.type === "TSUnionType")
    type = type.types.find((member) => member.type !== "TSUndefinedKeyword" && member.type !== "TSNullKeyword");
  return type?.type === "TSTypeReference" ? type.typeName : undefined;
}

/** The one value that a variable is ever given, `undefined` and `null` aside. */
export function valueOf(variable: Variable): TSESTree.Node | undefined {
  const writes = writesOf(variable).filter((write) => !write.value || !isNothing(write.value));
  const only = writes.length === 1 ? writes[0] : undefined;
  return only?.direct ? only.value : undefined;
}

export function isNothing(node: TSESTree.Node): boolean {
  const value = bare(node);
  return (
    (value.type === "Literal" && value.raw === "null") ||
    (value.type === "Identifier" && value.name === "undefined") ||
    (value.type === "UnaryExpression" && value.operator === "void")
  );
}

/** The function of this file that an expression means. */
export function functionMeant(file: File, expression: TSESTree.Node, depth = 0): FunctionNode | undefined {
  const node = bare(expression);
  if (isFunction(node)) return node;
  if (depth > 8) return undefined;
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    const definition = variable?.defs[0]?.node;
    if (isFunction(definition) && definition.type === "FunctionDeclaration" && definition.id === variable?.identifiers[0]) return definition;
    if (!variable || isParameter(variable)) return undefined;
    const value = valueOf(variable);
    return value ? functionMeant(file, value, depth + 1) : destructured(file, variable, depth);
  }
  if (node.type === "AssignmentExpression") return functionMeant(file, node.right, depth + 1);
  if (node.type === "CallExpression") return isBinding(node) ? functionMeant(file, bare(node.callee), depth + 1) : undefined;
  return node.type === "MemberExpression" ? methodMeant(file, node, depth) : undefined;
}

/** `listener.bind(this)` is the listener. */
function isBinding({ callee }: TSESTree.CallExpression): boolean {
  const method = bare(callee);
  return method.type === "MemberExpression" && propertyName(method) === "bind";
}

/** `const { stop } = jobs` */
function destructured(file: File, variable: Variable, depth: number): FunctionNode | undefined {
  const definition = variable.defs[0];
  const property = definition?.name.parent;
  if (definition?.type !== "Variable" || property?.type !== "Property" || property.parent !== (definition.node.id as TSESTree.Node)) return undefined;
  const name = propertyName(property);
  return name !== undefined && definition.node.init ? memberMeant(file, definition.node.init, name, depth) : undefined;
}

function isParameter(variable: Variable): boolean {
  return variable.defs[0]?.type === "Parameter";
}

function methodMeant(file: File, node: TSESTree.MemberExpression, depth: number): FunctionNode | undefined {
  const name = propertyName(node);
  if (name === undefined) return undefined;
  if ((name === "call" || name === "apply" || name === "bind") && node.object.type !== "ThisExpression") return functionMeant(file, node.object, depth + 1);
  return memberMeant(file, node.object, name, depth);
}

function memberMeant(file: File, object: TSESTree.Node, name: string, depth: number): FunctionNode | undefined {
  const owner = ownerMeant(file, object);
  const member = owner && memberOf(owner, name);
  const value = member ? valueOfMember(member) : assignedMember(file, object, name);
  return value && functionMeant(file, value, depth + 1);
}

function valueOfMember(member: TSESTree.ClassElement | TSESTree.Property): TSESTree.Node | undefined {
  if (!("value" in member) || !member.value || ("kind" in member && (member.kind === "get" || member.kind === "set"))) return undefined;
  return member.value;
}

/** The class or object literal of this file whose members an expression has. */
function ownerMeant(file: File, expression: TSESTree.Node): ClassNode | TSESTree.ObjectExpression | undefined {
  const node = bare(expression);
  if (node.type === "ThisExpression") return thisOwner(node);
  if (node.type === "ObjectExpression") return node;
  const instance = classOf(file, node);
  if (instance) return instance;
  if (node.type !== "Identifier") return undefined;
  const statics = classNamed(file, node);
  if (statics) return statics;
  const variable = variableOf(file, node);
  const value = variable && valueOf(variable);
  return value && bare(value).type === "ObjectExpression" ? (bare(value) as TSESTree.ObjectExpression) : undefined;
}

/** The one value that a member of an object is ever given: `exports.save = …`, `Jobs.prototype.save = …`, `this.save = …`. */
function assignedMember(file: File, object: TSESTree.Node, name: string): TSESTree.Node | undefined {
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

/** What stands for an object whose members are assigned one by one: its variable, its class, or what the module exports. */
type Holder = Variable | ClassNode | "exports";

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
  if (!variable) return node.type === "Identifier" && node.name === "exports" ? "exports" : undefined;
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

/** The function of this file that a call runs. With types also where only the declared method tells. */
export function calleeOf(file: File, call: Call): FunctionNode | undefined {
  if (call.type === "NewExpression") return undefined;
  return functionMeant(file, call.callee) ?? types(file)?.declarationOf(call);
}

/** Who calls whom within the file. */
interface CallGraph {
  /** The calls that run this function, as far as the file shows. */
  callersOf(fn: FunctionNode): readonly TSESTree.CallExpression[];
}

export const callGraph = perFile((file): CallGraph => {
  const callers = new Map<FunctionNode, TSESTree.CallExpression[]>();
  for (const call of nodes(file).of("CallExpression")) {
    const callee = calleeOf(file, call);
    if (!callee) continue;
    const list = callers.get(callee);
    if (list === undefined) callers.set(callee, [call]);
    else list.push(call);
  }
  return { callersOf: (fn) => callers.get(fn) ?? [] };
});
