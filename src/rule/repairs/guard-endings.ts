import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { callbackOf } from "../../analysis/functions.js";
import { factOf } from "../../analysis/libraries/libraries.js";
import { bare, dressed, isFunction, isWithin, nodes, type FunctionNode } from "../../analysis/nodes.js";
import { chainMethod } from "../../analysis/promises/promises.js";
import type { StaleWrite } from "../../analysis/shared-state/stale-writes.js";
import type { Edit, Wanted } from "./guard-writes.js";

/** The edits that keep the end of an older run from what its failure or its `finally` sets: `setFailed(true)`, `setLoading(false)`. */
export function guardEndings(file: File, effect: FunctionNode, { write, others }: StaleWrite, { condition }: Wanted): readonly Edit[] {
  const guarded = [write, ...others].map(({ node }) => node);
  const calls = nodes(file).of("CallExpression").filter((call) => isWithin(call, effect) && !guarded.includes(call) && factOf(file, "setters", call) !== undefined && isInEnding(call, effect));
  return calls.flatMap((call): Edit[] => {
    const outer = dressed(call).parent;
    if (outer?.type === "ExpressionStatement" && outer.parent.type === "BlockStatement") return [(fixer) => fixer.insertTextBefore(outer, `if (${condition}) `)];
    const isBody = outer?.type === "ArrowFunctionExpression" && bare(outer.body) === call && !outer.returnType;
    return isBody ? [(fixer) => fixer.replaceText(outer.body, `{ if (${condition}) ${file.source.getText(call)}; }`)] : [];
  });
}

/** In a `catch` or `finally`, or in a handler that a chain has for its failure or its end. */
function isInEnding(call: TSESTree.Node, effect: FunctionNode): boolean {
  let inner = call;
  for (let outer = call.parent; outer && inner !== effect; inner = outer, outer = outer.parent) {
    if (outer.type === "CatchClause" || (outer.type === "TryStatement" && outer.finalizer === inner)) return true;
    const given = isFunction(outer) ? callbackOf(outer) : undefined;
    const method = given?.call.type === "CallExpression" ? chainMethod(given.call) : undefined;
    if (method === "catch" || method === "finally" || (method === "then" && given?.argument === 1)) return true;
  }
  return false;
}
