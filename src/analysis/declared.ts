import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./places/bindings.js";
import type { File } from "./file.js";
import { memberOf, thisOwner } from "./functions.js";
import { bare, isClass, propertyName, type ClassNode } from "./nodes.js";
import { types } from "./types.js";

/** Whether the annotations of this file say that a value is a promise: `ready: Promise<void>`. */
export function isDeclaredPromise(file: File, expression: TSESTree.Node): boolean {
  return isPromiseType(typeOf(file, expression));
}

/** Whether the annotation or the type argument of a collection of this file says that it holds promises: `new Map<string, Promise<User>>()`. */
export function holdsDeclaredPromises(file: File, collection: TSESTree.Node): boolean {
  const made = bare(collection).type === "Identifier" ? variableOf(file, collection)?.defs[0]?.node : fieldOf(collection);
  const init = made?.type === "VariableDeclarator" ? made.init : made?.type === "PropertyDefinition" ? made.value : undefined;
  const declared = typeOf(file, collection) ?? (init?.type === "NewExpression" ? init : undefined);
  const given = declared?.type === "TSTypeReference" || declared?.type === "NewExpression" ? declared.typeArguments?.params : undefined;
  return isPromiseType(given?.[1]);
}

function fieldOf(node: TSESTree.Node): TSESTree.Node | undefined {
  const member = bare(node);
  const owner = member.type === "MemberExpression" && member.object.type === "ThisExpression" ? thisOwner(member.object) : undefined;
  const name = member.type === "MemberExpression" ? propertyName(member) : undefined;
  return isClass(owner) && name !== undefined ? memberOf(owner, name) : undefined;
}

/** Whether the annotations of this file, or the declared types, say that a function returns a promise. */
export function givesPromiseByDeclaration(file: File, callee: TSESTree.Node): boolean {
  const kind = types(file)?.resultOf(callee);
  return kind === undefined ? isPromiseType(resultOf(file, typeOf(file, functionCalled(callee)))) || isStepOfIterator(file, callee) : kind === "promise";
}

/** `work.call(this, order)` calls `work`. */
function functionCalled(callee: TSESTree.Node): TSESTree.Node {
  const node = bare(callee);
  const isPassedOn = node.type === "MemberExpression" && ["call", "apply"].includes(propertyName(node) ?? "");
  return isPassedOn ? bare(node.object) : node;
}

const iterators = /^Async(?:Iterator|IterableIterator|IteratorObject|Generator)$/;

/** `this.#pages.next()` of what is declared as an `AsyncIterator`; `return` only closes it. */
function isStepOfIterator(file: File, callee: TSESTree.Node): boolean {
  const node = bare(callee);
  if (node.type !== "MemberExpression" || !["next", "throw"].includes(propertyName(node) ?? "")) return false;
  const type = typeOf(file, node.object);
  const parts = type?.type === "TSUnionType" ? type.types : [type];
  return parts.some((part) => part?.type === "TSTypeReference" && part.typeName.type === "Identifier" && iterators.test(part.typeName.name) && variableOf(file, part.typeName) === undefined);
}

/** Whether the annotations of this file say that a function gives nothing to wait for: `onChange: (value: string) => void`. */
export function givesNothingByDeclaration(file: File, callee: TSESTree.Node): boolean {
  const name = bare(callee);
  const type = resultOf(file, typeOf(file, name) ?? (name.type === "Identifier" ? partType(file, name) : undefined));
  return type?.type === "TSVoidKeyword";
}

/** Whether the annotations of this file say that a function never returns: `(value: never): never`. */
export function neverReturnsByDeclaration(file: File, callee: TSESTree.Node): boolean {
  return resultOf(file, typeOf(file, callee))?.type === "TSNeverKeyword";
}

/** What the annotation of a pattern says of one of its names: `({ onChange }: Props)`. */
function partType(file: File, name: TSESTree.Identifier): TSESTree.Node | undefined {
  const declared = variableOf(file, name)?.identifiers[0];
  const property = declared?.parent.type === "AssignmentPattern" ? declared.parent.parent : declared?.parent;
  if (property?.type !== "Property" || property.parent.type !== "ObjectPattern") return undefined;
  return memberType(unaliased(file, property.parent.typeAnnotation?.typeAnnotation), propertyName(property) ?? "");
}

/** `Promise<T>`, or that or nothing. */
export function isPromiseType(type: TSESTree.Node | undefined): boolean {
  const parts = type?.type === "TSUnionType" ? type.types : [type];
  return parts.some((part) => part?.type === "TSTypeReference" && part.typeName.type === "Identifier" && part.typeName.name === "Promise");
}

/** What a declaration says a function returns. */
function resultOf(file: File, declared: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const type = unaliased(file, declared);
  if (type?.type === "TSFunctionType" || type?.type === "TSMethodSignature" || type?.type === "TSDeclareFunction" || type?.type === "TSEmptyBodyFunctionExpression")
    return type.returnType?.typeAnnotation;
  return undefined;
}

/** The type that is written down for an expression, or the declaration of the function that it means. */
export function typeOf(file: File, expression: TSESTree.Node): TSESTree.Node | undefined {
  const names: string[] = [];
  let node = bare(expression);
  for (; node.type === "MemberExpression"; node = bare(node.object)) {
    const name = propertyName(node);
    if (name === undefined) return undefined;
    names.unshift(name);
  }
  let type: TSESTree.Node | undefined = node.type === "ThisExpression" ? thisOwner(node) : node.type === "Identifier" ? declarationOf(file, node) : undefined;
  for (const name of names) type = type && memberType(unaliased(file, type), name);
  return type;
}

function declarationOf(file: File, name: TSESTree.Identifier): TSESTree.Node | undefined {
  const definition = variableOf(file, name)?.defs[0];
  const node = definition?.node as TSESTree.Node | undefined;
  if (node?.type === "TSDeclareFunction") return node;
  const declared = definition?.name as TSESTree.Node | undefined;
  return declared?.type === "Identifier" ? declared.typeAnnotation?.typeAnnotation : undefined;
}

/** Whether the annotation of a variable says that its value always has a member of this name: of the interface or the type that this file declares. */
export function isDeclaredWith(file: File, variable: Variable, member: string): boolean {
  const [name] = variable.identifiers;
  const type = name?.optional ? undefined : name?.typeAnnotation?.typeAnnotation;
  const owner = type?.type === "TSUnionType" ? undefined : unaliased(file, type);
  return membersOf(owner).some((one) => one.type === "TSPropertySignature" && !one.optional && propertyName(one) === member);
}

/** The class, interface or type that a name stands for. */
export function unaliased(file: File, type: TSESTree.Node | undefined): TSESTree.Node | undefined {
  let node = type;
  for (let depth = 0; node && depth < 8; depth++) {
    if (node.type === "TSUnionType") node = node.types.find((part) => part.type !== "TSUndefinedKeyword" && part.type !== "TSNullKeyword");
    else if (node.type === "TSTypeReference") {
      const declared = variableOf(file, node.typeName)?.defs[0]?.node as TSESTree.Node | undefined;
      node = declared?.type === "TSTypeAliasDeclaration" ? declared.typeAnnotation : declared;
    } else return node;
  }
  return node;
}

/** What a class, an interface or a type says of one of its members. */
export function memberType(owner: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  if (isClass(owner)) return classMemberType(owner, name);
  for (const member of membersOf(owner)) {
    if ((member.type !== "TSMethodSignature" && member.type !== "TSPropertySignature") || propertyName(member) !== name) continue;
    return member.type === "TSMethodSignature" ? member : member.typeAnnotation?.typeAnnotation;
  }
  return undefined;
}

function membersOf(owner: TSESTree.Node | undefined): readonly TSESTree.TypeElement[] {
  return owner?.type === "TSInterfaceDeclaration" ? owner.body.body : owner?.type === "TSTypeLiteral" ? owner.members : [];
}

function classMemberType(owner: ClassNode, name: string): TSESTree.Node | undefined {
  for (const member of owner.body.body) {
    if (member.type === "TSAbstractMethodDefinition" && propertyName(member) === name) return member.value;
  }
  const member = memberOf(owner, name);
  if (member?.type === "PropertyDefinition") return member.typeAnnotation?.typeAnnotation;
  if (member?.type === "MethodDefinition") return member.kind === "get" ? member.value.returnType?.typeAnnotation : member.value;
  const made = memberOf(owner, "constructor");
  const parameters = made?.type === "MethodDefinition" ? made.value.params : [];
  for (const parameter of parameters) {
    const target = parameter.type === "TSParameterProperty" ? (parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter) : undefined;
    if (target?.type === "Identifier" && target.name === name) return target.typeAnnotation?.typeAnnotation;
  }
  return undefined;
}
