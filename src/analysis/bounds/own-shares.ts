import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { functionOf } from "../functions.js";
import { bare, descendants, type FunctionNode } from "../nodes.js";
import { isSharedIn, placeOf, type Write } from "../places/places.js";
import { writesOfFunction, writesWithin } from "../places/write-index.js";

/** Whether each run of a function has a share of its own to work on, so that two at once do not work on the same. */
export function hasOwnShare(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  return takesAllThereIs(file, fn, start) || takesDifference(file, fn, start) || isDue(file, fn, start);
}

/** `const batch = this.queue; this.queue = [];`: each run has work of its own. */
function takesAllThereIs(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  const home = functionOf(start) ?? fn;
  return [fn, home].flatMap((one) => writesOfFunction(file, one)).some((write) => write.fn !== undefined && write.node.range[0] < start.range[0] && isSharedIn(file, write.place, write.fn) && empties(file, write));
}

function empties(file: File, { node, place, value, adds }: Write): boolean {
  if (place.key.endsWith(".length")) return value?.type === "Literal" && value.value === 0;
  if (node.type === "CallExpression") return /\.(?:clear|splice|shift|pop)$/.test(file.source.getText(node.callee));
  const written = value && !adds ? bare(value) : undefined;
  if (written?.type === "NewExpression") return written.arguments.length === 0 && /^(?:Map|Set|Array)$/.test(file.source.getText(written.callee));
  return (written?.type === "ArrayExpression" && written.elements.length === 0) || (written?.type === "ObjectExpression" && written.properties.length === 0);
}

/** `const added = now.difference(this.known); this.known = now; await announce(added);`: the next run compares with what this one has seen. */
function takesDifference(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  const home = functionOf(start) ?? fn;
  return writesOfFunction(file, fn).some(({ node, place, value, adds }) => {
    if (adds || value?.type !== "Identifier" || node.range[0] > start.range[0] || !isSharedIn(file, place, fn)) return false;
    const compared = [...descendants(file, fn.body)].some((read) => read.type === "MemberExpression" && read.range[1] < node.range[0] && placeOf(file, read)?.key === place.key);
    return compared && (home !== fn || flowOf(file, fn).suspensionsBetween(node, start).length === 0);
  });
}

/** `if (now - this.lastSentAt > periodMs) await this.send()`: the time is noted where the work begins, in a function of its own. */
function isDue(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = start; node && node !== fn; node = node.parent) {
    const branch: TSESTree.Node | undefined = node.parent;
    if (branch?.type !== "IfStatement" || branch.consequent !== node) continue;
    const due = [...descendants(file, branch.test)].find((part) => part.type === "BinaryExpression" && part.operator === "-");
    const place = due?.type === "BinaryExpression" ? placeOf(file, bare(due.right)) : undefined;
    if (place && isSharedIn(file, place, fn) && !writesWithin(file, fn).some((write) => write.place.key === place.key && write.node.range[0] > start.range[0])) return true;
  }
  return false;
}
