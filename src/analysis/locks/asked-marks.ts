import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import type { Place } from "../places/places.js";
import { reads } from "../places/reads.js";

/** Whether something looks at a mark before it works: in a condition that is not about what is shown. */
export function isAsked(file: File, place: Place): boolean {
  const base = place.key.replace(/\[[^\]]*\]$/, "");
  for (const [key, list] of reads(file)) {
    if (key !== place.key && key !== base && !key.startsWith(`${base}[`)) continue;
    if (list.some(({ node, place: read }) => read.root === place.root && decides(node))) return true;
  }
  return false;
}

function decides(read: TSESTree.Node): boolean {
  let inner = read;
  for (let outer = read.parent; outer; inner = outer, outer = outer.parent) {
    switch (outer.type) {
      case "IfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
        return outer.test === inner;
      case "LogicalExpression":
      case "UnaryExpression":
      case "BinaryExpression":
      case "ChainExpression":
      case "TSNonNullExpression":
        break;
      default:
        return false;
    }
  }
  return false;
}
