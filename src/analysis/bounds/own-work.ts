import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { bare, isFunction, isWithin } from "../nodes.js";
import { placeOf } from "../places/places.js";
import { writesOfKey } from "../places/write-index.js";

/**
 * Whether a condition asks for nothing but marks of work that this file does itself, and that its `finally` takes back:
 * `while (this.busy) await sleep(10);` is over when that work is, however it ends.
 */
export function asksForOwnWork(file: File, condition: TSESTree.Node): boolean {
  const node = bare(condition);
  if (node.type === "LogicalExpression") return asksForOwnWork(file, node.left) && asksForOwnWork(file, node.right);
  const place = node.type === "MemberExpression" || node.type === "Identifier" ? placeOf(file, node) : undefined;
  return place !== undefined && writesOfKey(file, place.key).some(({ node: write, value }) => value?.type === "Literal" && value.value === false && isInFinally(write));
}

function isInFinally(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (outer.type === "TryStatement" && outer.finalizer && isWithin(node, outer.finalizer)) return true;
  return false;
}
