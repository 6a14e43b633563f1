import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";

/** Whether a written type is the one of abort signals: itself, by another name of this file, extended here, or taken out of the options of `fetch`. */
export function isSignalType(file: File, type: TSESTree.Node | undefined, depth = 0): boolean {
  if (!type || depth > 8) return false;
  const isOne = (inner: TSESTree.Node | undefined): boolean => isSignalType(file, inner, depth + 1);
  switch (type.type) {
    case "TSUnionType":
    case "TSIntersectionType":
      return type.types.some(isOne);
    case "TSIndexedAccessType":
      return type.objectType.type === "TSTypeReference" && isNamed(type.objectType.typeName, "RequestInit") && isText(type.indexType, "signal");
    case "TSTypeReference":
      if (isNamed(type.typeName, "AbortSignal")) return true;
      return isNamed(type.typeName, "NonNullable") ? isOne(type.typeArguments?.params[0]) : isDeclaredSignal(file, type.typeName, isOne);
    default:
      return false;
  }
}

/** `type Stop = AbortSignal`, `interface Stop extends AbortSignal { … }` */
function isDeclaredSignal(file: File, name: TSESTree.Node, isOne: (type: TSESTree.Node) => boolean): boolean {
  const declared = variableOf(file, name)?.defs[0]?.node as TSESTree.Node | undefined;
  if (declared?.type === "TSTypeAliasDeclaration") return isOne(declared.typeAnnotation);
  return declared?.type === "TSInterfaceDeclaration" && declared.extends.some(({ expression }) => isNamed(expression, "AbortSignal"));
}

/** The name alone, or below the global object: `globalThis.AbortSignal`. */
function isNamed(name: TSESTree.Node, text: string): boolean {
  if (name.type === "TSQualifiedName") return name.left.type === "Identifier" && name.left.name === "globalThis" && name.right.name === text;
  return name.type === "Identifier" && name.name === text;
}

function isText(type: TSESTree.Node, text: string): boolean {
  return type.type === "TSLiteralType" && type.literal.type === "Literal" && type.literal.value === text;
}
