import type { TSESTree } from "@typescript-eslint/utils";
import { chainEnd } from "../promises/detached.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import type { Frame } from "./frames.js";
import { callGraph, functionOf, isNothing } from "../functions.js";
import { bare, dressed, isWithin, type FunctionNode } from "../nodes.js";
import { isSharedIn, type Write } from "../places/places.js";
import { readsWithin } from "../places/reads.js";
import { writesAround, writesOfFunction } from "../places/write-index.js";

/**
 * Whether a run tells others that it is under way before it first gives control away: it sets another shared place
 * that it looked at before, or a first value in the place itself. A flag, a promise, an entry in a map of those pending.
 */
export function isAnnounced(file: File, fill: Write, frames: readonly Frame[], suspension: TSESTree.Node): boolean {
  const outermost = frames.at(-1)?.fn;
  if (!outermost) return false;
  return frames.some((frame) => writesOfFunction(file, frame.fn).some((write) => {
    if (write === fill || write.value === undefined || isNothing(write.value) || bare(write.value).type === "BinaryExpression") return false; // a count of how often it was tried keeps nobody out
    if (!isSharedIn(file, write.place, outermost)) return false;
    const flow = flowOf(file, frame.fn);
    const isFirst = flow.suspensionsBefore(write.node).length === 0;
    return readsWithin(file, write.place, outermost).some((read) => {
      const isOfRun = read.fn !== undefined && read.node.range[0] < suspension.range[1] && isTested(read.node);
      return isOfRun && (isFirst || (read.fn === frame.fn && flow.suspensionsBetween(read.node, write.node).length === 0));
    });
  }));
}

/** Whether the value of an expression decides something, or is kept for what does. */
function isTested(node: TSESTree.Node): boolean {
  for (let [inner, outer] = [node, node.parent]; outer; [inner, outer] = [outer, outer.parent]) {
    if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") return outer.test === inner;
    if (outer.type === "LogicalExpression" && outer.left === inner) return true;
    if (outer.type === "AssignmentExpression") return outer.left === inner ? outer.operator.length === 3 && /^(?:\?\?|\|\|)=$/.test(outer.operator) : true;
    if (outer.type === "VariableDeclarator") return true;
    if (outer.type.endsWith("Statement")) return false;
  }
  return false;
}

/** Whether every call of a function keeps its promise in a shared place, where the next caller finds it. */
export function isKeptByCallers(file: File, fn: FunctionNode): boolean {
  const callers = callGraph(file).callersOf(fn);
  return callers.length > 0 && callers.every((call) => writesNear(file, call).some((write) => write.value !== undefined && write.fn !== fn && keeps(file, write, call)));
}

/** The writes that a call is part of, and those of the function it stands in. */
function writesNear(file: File, call: TSESTree.CallExpression): readonly Write[] {
  const caller = functionOf(call);
  return [...writesAround(file, call), ...(caller ? writesOfFunction(file, caller) : [])];
}

function keeps(file: File, write: Write, call: TSESTree.CallExpression): boolean {
  const caller = functionOf(call);
  const value = write.value as TSESTree.Node;
  if (!write.fn || !isSharedIn(file, write.place, write.fn)) return false;
  if (isWithin(call, value)) return value.type !== "AwaitExpression" && (call.parent.type !== "AwaitExpression" || caller !== write.fn);
  if (value.type !== "Identifier" || write.fn !== caller) return false;
  // `const loading = this.load(id).finally(…);`
  const holder = dressed(chainEnd(call)).parent;
  if (!holder) return false;
  return holder.type === "VariableDeclarator" ? holder.id.type === "Identifier" && holder.id.name === value.name : holder.type === "AssignmentExpression" && holder.left.type === "Identifier" && holder.left.name === value.name;
}
