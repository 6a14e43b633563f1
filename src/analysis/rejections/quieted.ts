import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { isHandler, linksOf } from "../promises/chain-links.js";
import type { File } from "../file.js";
import { calleeOf, functionOf } from "../functions.js";
import { bare, dressed, isCall, type FunctionNode } from "../nodes.js";
import { chainMethod, returnedBy } from "../promises/promises.js";

/** Whether what a promise comes from, a function of this file, gave it a handler before it handed it over: `promise.catch(() => {}); return promise;`. */
export function isQuieted(file: File, start: TSESTree.Node): boolean {
  const fn = isCall(start) ? calleeOf(file, start) : undefined;
  return fn !== undefined && quietsResult(file, fn);
}

/** Whether a function does so with whatever promise it gives. */
export function quietsResult(file: File, fn: FunctionNode): boolean {
  if (fn.async || fn.generator) return false;
  const results = returnedBy(file, fn);
  return results.length > 0 && results.every((result) => isGivenHandler(file, bare(result), fn));
}

function isGivenHandler(file: File, promise: TSESTree.Node, fn: FunctionNode): boolean {
  const variable = promise.type === "Identifier" ? variableOf(file, promise) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const call = dressed(dressed(identifier).parent ?? identifier).parent;
    if (call?.type !== "CallExpression" || chainMethod(call) === undefined || functionOf(call) !== fn || call.parent.type !== "ExpressionStatement") return false;
    const [link] = linksOf(call);
    return link !== undefined && bare(link.promise) === identifier && isHandler(file, link.rejected);
  });
}
