import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf, type Variable } from "./bindings.js";
import type { File } from "../file.js";
import { bare, isClass, isFunction, propertyName, type ClassNode, type FunctionNode } from "../nodes.js";

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
  let first: TSESTree.ClassElement | TSESTree.Property | undefined;
  for (const member of members) {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition" && member.type !== "Property" && member.type !== "AccessorProperty") continue;
    if (propertyName(member) !== name) continue;
    // overloads stand before the method that has the body
    if (member.value?.type !== "TSEmptyBodyFunctionExpression") return member;
    first ??= member;
  }
  return first;
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

/** The class of the file that a name stands for. */
export function classNamed(file: File, name: TSESTree.Node): ClassNode | undefined {
  const definition = variableOf(file, name)?.defs[0];
  if (definition?.node && isClass(definition.node)) return definition.node;
  const init = definition?.node.type === "VariableDeclarator" ? definition.node.init : null;
  return isClass(init) ? init : undefined;
}

/** The name in a plain type annotation: `job: Job`, `job?: Job`. */
export function annotationOf(node: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const annotation = node && "typeAnnotation" in node ? node.typeAnnotation : undefined;
  return nameOfType(annotation?.type === "TSTypeAnnotation" ? annotation.typeAnnotation : undefined);
}

/** The same for what a function gives: `(): Job`, `(): Promise<Job>`. */
export function resultAnnotationOf({ returnType }: FunctionNode): TSESTree.Node | undefined {
  const type = returnType?.typeAnnotation;
  const isPromise = type?.type === "TSTypeReference" && type.typeName.type === "Identifier" && type.typeName.name === "Promise";
  return nameOfType(isPromise ? type.typeArguments?.params[0] : type);
}

/** The name of a plain type, `undefined` and `null` beside it aside. */
export function nameOfType(type: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const only = type?.type === "TSUnionType" ? type.types.find((member) => member.type !== "TSUndefinedKeyword" && member.type !== "TSNullKeyword") : type;
  return only?.type === "TSTypeReference" ? only.typeName : undefined;
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

export function isParameter(variable: Variable): boolean {
  return variable.defs[0]?.type === "Parameter";
}
