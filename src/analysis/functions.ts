import type { TSESTree } from "@typescript-eslint/utils";
import { assignedMember } from "./flow/assigned.js";
import { variableOf, type Variable } from "./places/bindings.js";
import { parameterProperty } from "./places/fields.js";
import type { File } from "./file.js";
import { bare, isClass, isFunction, nodes, ownNodes, propertyName, type Call, type ClassNode, type FunctionNode } from "./nodes.js";
import { annotationOf, classNamed, isParameter, memberOf, thisOwner, valueOf } from "./places/owners.js";
import { perFile } from "./per-file.js";
import { types } from "./types.js";
import { wrappedBy } from "./libraries/wrappers.js";

export { annotationOf, functionOf, functionsAround, isNothing, memberOf, thisOwner, valueOf } from "./places/owners.js";

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

/** The function of this file that an expression means. */
export function functionMeant(file: File, expression: TSESTree.Node): FunctionNode | undefined {
  const node = bare(expression);
  if (isFunction(node)) return node;
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return meantBy(file, node, 0);
  const known = meant(file).get(node);
  if (known !== undefined) return known ?? undefined;
  const found = meantBy(file, node, 0);
  meant(file).set(node, found ?? null);
  return found;
}

/** What names mean; `null` for one that means no function of the file. */
const meant = perFile(() => new Map<TSESTree.Node, FunctionNode | null>());

function meantBy(file: File, expression: TSESTree.Node, depth: number): FunctionNode | undefined {
  const node = bare(expression);
  if (isFunction(node)) return node;
  if (depth > 8) return undefined; // a name that leads back to itself
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    if (!variable) return undefined;
    const declared = declaredFunction(variable);
    if (declared || isParameter(variable)) return declared;
    const value = valueOf(variable);
    return value ? meantBy(file, value, depth + 1) : destructured(file, variable, depth);
  }
  if (node.type === "AssignmentExpression") return meantBy(file, node.right, depth + 1);
  if (node.type === "CallExpression") {
    const same = isBinding(node) ? bare(node.callee) : wrappedBy(file, node);
    return same && meantBy(file, same, depth + 1);
  }
  return node.type === "MemberExpression" ? methodMeant(file, node, depth) : undefined;
}

/** `function save() {…}`, below its overloads. */
function declaredFunction(variable: Variable): FunctionNode | undefined {
  const declared = variable.defs.map(({ node }) => node as TSESTree.Node).filter(({ type }) => type !== "TSDeclareFunction");
  const [first] = declared;
  return declared.length > 0 && first?.type === "FunctionDeclaration" && first.id !== null && variable.identifiers.includes(first.id) ? first : undefined;
}

/** `listener.bind(this)` is the listener. */
function isBinding({ callee }: TSESTree.CallExpression): boolean {
  const method = bare(callee);
  return method.type === "MemberExpression" && propertyName(method) === "bind";
}

function methodMeant(file: File, node: TSESTree.MemberExpression, depth: number): FunctionNode | undefined {
  const name = propertyName(node);
  if (name === undefined) return undefined;
  if ((name === "call" || name === "apply" || name === "bind") && node.object.type !== "ThisExpression") return meantBy(file, node.object, depth + 1);
  const value = valueOfMember(file, ownerMeant(file, node.object, depth + 1), node.object, name);
  return value && meantBy(file, value, depth + 1);
}

/** `const { stop } = jobs`, `const { inner: { stop } } = jobs` */
function destructured(file: File, variable: Variable, depth: number): FunctionNode | undefined {
  const part = partOf(variable);
  const owner = part && ownerOfPart(file, part, depth);
  const value = owner && valueIn(file, owner, part.name);
  if (value) return meantBy(file, value, depth + 1);
  const assigned = part?.path.length === 0 ? assignedMember(file, part.whole, part.name) : undefined;
  return assigned && meantBy(file, assigned, depth + 1);
}

interface Part {
  readonly whole: TSESTree.Node;
  /** The names on the way to the last. */
  readonly path: readonly string[];
  readonly name: string;
}

/** What a destructuring pattern gives to a variable that is written nowhere else. */
function partOf(variable: Variable): Part | undefined {
  const definition = variable.defs[0];
  if (definition?.type !== "Variable") return undefined;
  const names: string[] = [];
  for (let property = definition.name.parent; property.type === "Property"; property = property.parent.parent) {
    const name = propertyName(property);
    if (name === undefined || property.parent.type !== "ObjectPattern") return undefined;
    names.unshift(name);
    if (property.parent === (definition.node.id as TSESTree.Node)) break;
  }
  const name = names.pop();
  return name !== undefined && definition.node.init ? { whole: definition.node.init, path: names, name } : undefined;
}

type Owner = ClassNode | TSESTree.ObjectExpression;

function ownerOfPart(file: File, { whole, path }: Part, depth: number): Owner | undefined {
  let owner = ownerMeant(file, whole, depth + 1);
  for (const name of path) {
    const value = owner && valueIn(file, owner, name);
    owner = value && ownerMeant(file, value, depth + 1);
  }
  return owner;
}

/** The class or object literal of this file whose members an expression has. */
function ownerMeant(file: File, expression: TSESTree.Node, depth: number): Owner | undefined {
  const node = bare(expression);
  if (depth > 8) return undefined;
  switch (node.type) {
    case "ThisExpression":
      return thisOwner(node);
    case "Super":
      return superOf(file, thisOwner(node));
    case "ObjectExpression":
      return node;
    case "NewExpression":
      return isClass(node.callee) ? node.callee : classNamed(file, node.callee);
    case "AssignmentExpression":
      return ownerMeant(file, node.right, depth + 1);
    case "AwaitExpression":
      return ownerMeant(file, node.argument, depth + 1);
    case "CallExpression":
      return ownerMade(file, node, depth);
    case "MemberExpression":
      return ownerInMember(file, node, depth);
    case "Identifier":
      return ownerNamed(file, node, depth);
    default:
      return undefined;
  }
}

/** What a function of this file makes and returns. */
function ownerMade(file: File, call: TSESTree.CallExpression, depth: number): Owner | undefined {
  const maker = meantBy(file, call.callee, depth + 1);
  if (!maker || maker.generator) return undefined;
  const results = maker.body.type === "BlockStatement" ? [...ownNodes(file, maker.body)].flatMap((node) => (node.type === "ReturnStatement" && node.argument ? [node.argument] : [])) : [maker.body];
  return results.length === 1 && results[0] ? ownerMeant(file, results[0], depth + 1) : undefined;
}

function ownerInMember(file: File, node: TSESTree.MemberExpression, depth: number): Owner | undefined {
  const name = propertyName(node);
  if (name === undefined) return undefined;
  const owner = ownerMeant(file, node.object, depth + 1);
  const declared = annotationOf((owner && memberIn(file, owner, name)) ?? (isClass(owner) ? parameterProperty(owner, name) : undefined));
  const named = declared && classNamed(file, declared);
  if (named) return named;
  const value = valueOfMember(file, owner, node.object, name);
  return value && ownerMeant(file, value, depth + 1);
}

function ownerNamed(file: File, name: TSESTree.Identifier, depth: number): Owner | undefined {
  const variable = variableOf(file, name);
  const declared = variable && annotationOf(variable.identifiers[0]);
  const named = (declared && classNamed(file, declared)) ?? classNamed(file, name);
  if (named || !variable || isParameter(variable)) return named;
  const value = valueOf(variable);
  if (value) return ownerMeant(file, value, depth + 1);
  const part = partOf(variable);
  const owner = part && ownerOfPart(file, part, depth);
  const held = owner && valueIn(file, owner, part.name);
  return held && ownerMeant(file, held, depth + 1);
}

/** The one value of a member: where it is written, or where it is assigned. */
function valueOfMember(file: File, owner: Owner | undefined, object: TSESTree.Node, name: string): TSESTree.Node | undefined {
  return owner && memberIn(file, owner, name) ? valueIn(file, owner, name) : assignedMember(file, object, name);
}

function valueIn(file: File, owner: Owner, name: string): TSESTree.Node | undefined {
  const member = memberIn(file, owner, name);
  if (!member || !("value" in member) || !member.value || ("kind" in member && (member.kind === "get" || member.kind === "set"))) return undefined;
  return member.value;
}

/** A member of a class or of those that it extends within this file. */
function memberIn(file: File, owner: Owner, name: string): ReturnType<typeof memberOf> {
  let own: Owner | undefined = owner;
  for (let depth = 0; own && depth < 8; depth++, own = superOf(file, own)) {
    const member = memberOf(own, name);
    if (member) return member;
  }
  return undefined;
}

function superOf(file: File, owner: Owner | undefined): ClassNode | undefined {
  return isClass(owner) && owner.superClass ? classNamed(file, owner.superClass) : undefined;
}

/** The function of this file that a call runs. With types also where only the declared method tells. */
export function calleeOf(file: File, call: Call): FunctionNode | undefined {
  if (call.type === "NewExpression") return undefined;
  const known = callees(file);
  if (!known.has(call)) known.set(call, functionMeant(file, call.callee) ?? types(file)?.declarationOf(call));
  return known.get(call);
}

const callees = perFile(() => new Map<Call, FunctionNode | undefined>());

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
