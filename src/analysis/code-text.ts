import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";

/** Code as it is written, without what its comments say. */
export function codeOf(file: File, node: TSESTree.Node): string {
  const text = file.source.getText(node);
  const comments = file.source.getCommentsInside(node);
  let [code, from] = ["", 0];
  for (const { range } of comments) {
    code += text.slice(from, range[0] - node.range[0]);
    from = range[1] - node.range[0];
  }
  return code + text.slice(from);
}
