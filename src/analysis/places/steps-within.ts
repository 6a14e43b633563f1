import type { TSESTree } from "@typescript-eslint/utils";
import { isWithin } from "../nodes.js";

/** Of steps in source order those that stand inside of a node, in the same order: looked up, since files hold tens of thousands of them. */
export function stepsWithin<Step extends { readonly node: TSESTree.Node }>(all: readonly Step[], outer: TSESTree.Node): readonly Step[] {
  const found: Step[] = [];
  for (let index = firstFrom(all, outer.range[0]); index < all.length; index++) {
    const step = all[index] as Step;
    if (step.node.range[0] >= outer.range[1]) break;
    if (isWithin(step.node, outer)) found.push(step);
  }
  return found;
}

function firstFrom(all: readonly { readonly node: TSESTree.Node }[], position: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as { readonly node: TSESTree.Node }).node.range[0] < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
