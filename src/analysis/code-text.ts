import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";

/** Code as it is written, without what its comments say. */
export function codeOf(file: File, node: TSESTree.Node): string {
  return file.source.getTokens(node).map(({ value }) => value).join(" ");
}
