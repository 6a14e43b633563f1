import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { remoteCalls } from "../libraries/library-calls.js";
import { bare, isCall, isFunction, isWithin, type Call } from "../nodes.js";
import { callbackUse } from "../promises/callbacks.js";

/** The calls that may have failed where work has: those of its chain, and what they run and give the outcome of. */
export function failedCalls(file: File, work: TSESTree.Node): readonly Call[] {
  return callsOfChain(work).flatMap((call) => [call, ...madeFor(file, call)]);
}

/** `ky.get(url).json()` reads what `ky.get(url)` gives: the outer call first. */
function callsOfChain(work: TSESTree.Node): readonly Call[] {
  const calls: Call[] = [];
  for (let node = bare(work); isCall(node); ) {
    calls.push(node);
    const callee: TSESTree.Node = bare(node.callee);
    if (callee.type !== "MemberExpression") break;
    node = bare(callee.object);
  }
  return calls;
}

/** The remote calls of a function that a call runs and gives the outcome of: `pRetry(() => fetch(url))`. */
function madeFor(file: File, call: Call): readonly Call[] {
  const own = call.arguments.flatMap((argument, index) => {
    const fn = bare(argument);
    return isFunction(fn) && callbackUse(file, call, index)?.result === "returned" ? [fn] : [];
  });
  return own.length === 0 ? [] : remoteCalls(file).flatMap(({ node }) => (own.some((fn) => isWithin(node, fn)) ? [node] : []));
}
