import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "./places/bindings.js";
import type { File } from "./file.js";
import { callGraph, functionOf } from "./functions.js";
import { bare, dressed, nodes, propertyName, type FunctionNode } from "./nodes.js";

/**
 * What every caller gives for a parameter: the argument, the default where it is left out, `undefined` for nothing at all.
 * No answer where a caller may stand in another file, where a list is spread, or where the parameter is written to.
 */
export function argumentsFor(file: File, parameter: Variable): readonly (TSESTree.Node | undefined)[] | undefined {
  const [name] = parameter.identifiers;
  const fn = name && functionOf(name);
  const index = fn?.params.findIndex((param) => param === name || (param.type === "AssignmentPattern" && param.left === name)) ?? -1;
  if (!fn || index < 0 || parameter.references.some((reference) => reference.isWrite() && reference.init !== true)) return undefined;
  const callers = callGraph(file).callersOf(fn);
  if (callers.length === 0 || !isCalledHereOnly(file, fn) || callers.some((call) => call.arguments.slice(0, index + 1).some(({ type }) => type === "SpreadElement"))) return undefined;
  const param = fn.params[index];
  return callers.map((call) => call.arguments[index] ?? (param?.type === "AssignmentPattern" ? param.right : undefined));
}

/** A function that is only ever called, by its name or as a private method, and never handed to anybody. */
function isCalledHereOnly(file: File, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === "MethodDefinition" || parent.type === "PropertyDefinition") return isPrivate(parent) && parent.value === fn && isCalledWherever(file, parent);
  const name = fn.type === "FunctionDeclaration" ? fn.id : parent.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : undefined;
  const declaration = fn.type === "FunctionDeclaration" ? fn : parent.parent;
  if (!name || declaration?.parent?.type.startsWith("Export") === true) return false;
  const references = variableOf(file, name)?.references ?? [];
  return references.every(({ identifier, init }) => init === true || isCallee(identifier));
}

function isPrivate(member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean {
  return member.key.type === "PrivateIdentifier" || member.accessibility === "private";
}

function isCalledWherever(file: File, member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean {
  const name = propertyName(member);
  return name !== undefined && nodes(file).of("MemberExpression").every((node) => propertyName(node) !== name || isCallee(node));
}

function isCallee(node: TSESTree.Node): boolean {
  const call = dressed(node).parent;
  return call?.type === "CallExpression" && bare(call.callee) === node;
}
