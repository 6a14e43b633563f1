import type { TSESTree } from "@typescript-eslint/utils";
import { bare, type Call } from "../nodes.js";

/** The statement that a call sends as its first argument, in lower case with single spaces; empty where none is written out. Of a template only its beginning. */
export function statementOf({ arguments: [first] }: Call): string {
  const text = first && textAt(bare(first));
  return typeof text === "string" ? text.trim().toLowerCase().split(/\s+/).join(" ") : "";
}

function textAt(node: TSESTree.Node): unknown {
  if (node.type === "TemplateLiteral") return node.quasis[0]?.value.raw;
  return node.type === "Literal" ? node.value : undefined;
}
