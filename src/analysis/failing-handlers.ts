import type { TSESTree } from "@typescript-eslint/utils";
import { isHandler, linksOf } from "./chain-links.js";
import { handlerFailure } from "./failures.js";
import type { File } from "./file.js";
import { bare } from "./nodes.js";

/** The handler of a chain that fails although the chain handles rejections: the last `catch` rethrows, or what stands after it does. */
export function failingHandler(file: File, expression: TSESTree.Node): { readonly handler: TSESTree.Node; readonly failure: TSESTree.Node } | undefined {
  const links = linksOf(bare(expression));
  if (!links.some(({ rejected }) => isHandler(file, rejected))) return undefined;
  for (const { fulfilled, rejected } of links) {
    for (const handler of [rejected, fulfilled]) {
      const failure = handler && handlerFailure(file, handler);
      if (failure) return { handler, failure };
    }
    if (isHandler(file, rejected)) return undefined;
  }
  return undefined;
}
