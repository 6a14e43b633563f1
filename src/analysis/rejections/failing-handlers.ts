import type { TSESTree } from "@typescript-eslint/utils";
import { isHandler, linksOf } from "../promises/chain-links.js";
import { handlerFailure } from "../promises/failures.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant, functionOf } from "../functions.js";
import { bare } from "../nodes.js";
import { originOf } from "../origin.js";

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

/** Meant to pass the `catch`: what the function returns of itself, a rejection that is written out, a failure that the chain's own handler picks. */
export function isPastCatch(file: File, promise: TSESTree.Node, statement: TSESTree.Node): boolean {
  if (promise.type !== "CallExpression") return false;
  const { handler, failure } = failingHandler(file, promise) ?? {};
  const isChosen = failure?.type === "ThrowStatement" && handler !== undefined && failure.parent !== functionMeant(file, handler)?.body;
  return isChosen || calleeOf(file, promise) === functionOf(statement) || originOf(file, promise)?.path === ".Promise.reject()";
}
