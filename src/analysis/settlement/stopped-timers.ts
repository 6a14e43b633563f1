import type { TSESTree } from "@typescript-eslint/utils";
import { heldIn, isClearing } from "../cancellation/timer-handles.js";
import type { File } from "../file.js";
import { dressed, isCall, isFunction, isWithin } from "../nodes.js";
import type { Gap } from "./settlement-gaps.js";

/** Whether the path that leads to a gap has stopped a timer by then: `if (error) { clearTimeout(timer); return; }`. */
export function isStoppedAt(file: File, { node, fn }: Gap, timer: TSESTree.Node): boolean {
  const held = isCall(timer) ? heldIn(file, timer) : undefined;
  if (held === undefined || held === "elsewhere") return false;
  return held.references.some(({ identifier }) => {
    const call = dressed(identifier).parent;
    const block = isClearing(call) && call?.parent?.type === "ExpressionStatement" ? call.parent.parent : undefined;
    if (!call || block?.type !== "BlockStatement" || !isWithin(block, fn)) return false;
    // the end of a function is reached through what stands in its own block
    return isFunction(node) ? block === node.body : call.range[1] <= node.range[0] && isWithin(node, block);
  });
}
