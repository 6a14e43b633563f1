import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { propertyName, type FunctionNode } from "./nodes.js";

/** Whether a function is reached by calls of this file alone: it is not exported, not handed over, and no open method. */
export function isInner(file: File, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === "MethodDefinition" || parent.type === "PropertyDefinition") return isPrivate(fn);
  const declaring = fn.type === "FunctionDeclaration" ? fn : parent.type === "VariableDeclarator" && parent.init === fn ? parent : undefined;
  const [variable] = declaring ? file.source.getDeclaredVariables(declaring) : [];
  if (!variable || parent.type.startsWith("Export") || parent.parent?.parent?.type === "ExportNamedDeclaration") return false;
  return variable.references.every((reference) => reference.init === true || isCallee(reference.identifier));
}

/** A method or a field of a class that is declared private, or named so. */
export function isPrivate({ parent }: FunctionNode): boolean {
  if (parent.type !== "MethodDefinition" && parent.type !== "PropertyDefinition") return false;
  return parent.accessibility === "private" || /^[#_]/.test(propertyName(parent) ?? "");
}

function isCallee(node: TSESTree.Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}
