import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { bare, propertyName } from "../nodes.js";
import { originOf } from "../origin.js";
import { types } from "../types.js";

/** A function or type by name, and where it comes from: typescript-eslint's form. */
export interface Exemption {
  readonly from: "file" | "lib" | "package";
  readonly name: string | readonly string[];
  /** The module, for `from: "package"`. */
  readonly package?: string;
}

/** Whether an expression is a call of an exempt function, or has an exempt type. */
export function isExempt(file: File, expression: TSESTree.Node, exemptions: readonly Exemption[]): boolean {
  if (exemptions.length === 0) return false;
  const node = bare(expression);
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  const name = callee?.type === "Identifier" ? callee.name : callee?.type === "MemberExpression" ? propertyName(callee) : undefined;
  const module = callee && originOf(file, callee)?.module;
  const isInFile = callee !== undefined && functionMeant(file, callee) !== undefined;
  const declared = types(file)?.namesOf(node) ?? [];
  return exemptions.some((exemption) => {
    const names = typeof exemption.name === "string" ? [exemption.name] : exemption.name;
    const isFrom = (own: string | null | undefined): boolean =>
      exemption.from === "package" ? own === exemption.package?.replace(/^node:/, "") : exemption.from === "lib" ? own === null : isInFile;
    return (name !== undefined && names.includes(name) && isFrom(module)) || declared.some((type) => names.includes(type.name) && (exemption.from === "file" || isFrom(type.module)));
  });
}
