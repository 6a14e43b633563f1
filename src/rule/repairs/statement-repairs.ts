import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { functionOf } from "../../analysis/functions.js";
import { isFunction, isLoop, type FunctionNode } from "../../analysis/nodes.js";

/** Whether `await` may stand at a node: in an async function, or at the top level of a module. */
export function mayAwait(file: File, node: TSESTree.Node): boolean {
  const fn = functionOf(node);
  if (fn) return fn.async;
  return file.ast.sourceType === "module" && isAtTopLevel(node) && !/\.c[jt]s$/.test(file.path);
}

function isAtTopLevel(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.type === "PropertyDefinition" || outer.type === "StaticBlock" || isFunction(outer)) return false;
  }
  return true;
}

/** Whether a statement may become the `return` of its function: it is the last, no other returns, and nothing else was promised. */
export function mayReturn(fn: FunctionNode, statement: TSESTree.Node): boolean {
  const isAccessor = fn.parent.type === "MethodDefinition" && fn.parent.kind !== "method";
  const isLast = fn.body.type === "BlockStatement" && fn.body.body.at(-1) === statement && !isLoop(statement);
  const hasOther = fn.body.type === "BlockStatement" && fn.body.body.some((one) => one !== statement && /Return|If|Try|Switch|For|While|Labeled/.test(one.type));
  return !fn.async && !fn.generator && !isAccessor && !fn.returnType && isLast && !hasOther;
}
