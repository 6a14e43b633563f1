import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { flowOf } from "./flow.js";
import { callbackOf, callGraph, functionOf, functionsAround, isNothing } from "./functions.js";
import { factOf } from "./libraries.js";
import { bare, isCall, isWithin, ownNodes, propertyName, type Call, type FunctionNode } from "./nodes.js";
import { isSharedIn, writes, type Write } from "./places.js";
import { readsOf } from "./reads.js";
import type { Stage } from "./runs.js";
import { isSerial } from "./serial.js";

/** Whether a node runs while nobody else does: behind a lock, or in a queue of one. */
export function isExclusive(file: File, node: TSESTree.Node, depth = 0): boolean {
  for (const fn of functionsAround(node)) {
    const callback = callbackOf(fn);
    if (callback && (isSerial(file, callback.call) || isCalledLikeLock(callback.call))) return true;
    if (takesLock(file, fn, node)) return true;
  }
  const fn = functionOf(node);
  const callers = fn && depth < 3 ? callGraph(file).callersOf(fn) : [];
  return callers.length > 0 && callers.every((call) => functionOf(call) !== fn && isExclusive(file, call, depth + 1));
}

const locking = /^(?:run|with|in|use)?(?:Exclusive(?:ly)?|Lock(?:ed)?|Mutex|Serial(?:ly|ized?)?|Critical(?:Section)?|SingleFlight|Dedupe(?:d|licated?)?)$|^(?:synchronized?|once|acquire)$/i;

/** A lock of the project's own is told by what its users call it: `this.lock.run(…)`, `withLock(key, …)`. */
function isCalledLikeLock(call: Call): boolean {
  const callee = bare(call.callee);
  if (callee.type === "Identifier") return locking.test(callee.name);
  if (callee.type !== "MemberExpression") return false;
  const object = bare(callee.object);
  const receiver = object.type === "Identifier" ? object.name : object.type === "MemberExpression" ? (propertyName(object) ?? "") : "";
  return locking.test(propertyName(callee) ?? "") || /(?:lock|mutex|semaphore)s?$/i.test(receiver);
}

/** `const release = await this.lock.acquire();` before a node. */
function takesLock(file: File, fn: FunctionNode, node: TSESTree.Node): boolean {
  for (const inner of ownNodes(file, fn.body)) {
    if (inner.range[0] >= node.range[0]) return false;
    if (inner.type !== "AwaitExpression") continue;
    const call = bare(inner.argument);
    if (!isCall(call)) continue;
    if (factOf(file, "acquires", call)?.fact.exclusive === true) return true;
    const callee = bare(call.callee);
    const name = callee.type === "MemberExpression" ? propertyName(callee) : callee.type === "Identifier" ? callee.name : undefined;
    if (name !== undefined && /^(?:acquire|lock|getLock|takeLock)(?:$|[A-Z])/.test(name)) return true;
  }
  return false;
}

/**
 * Whether a run tells others that it is under way before it first gives control away: it sets another shared place
 * that it looked at before, or a first value in the place itself. A flag, a promise, an entry in a map of those pending.
 */
export function isAnnounced(file: File, fill: Write, stages: readonly Stage[], suspension: TSESTree.Node): boolean {
  const outermost = stages.at(-1)?.fn;
  if (!outermost) return false;
  return writes(file).some((write) => {
    const stage = stages.find(({ fn }) => fn === write.fn);
    if (!stage || write === fill || write.value === undefined || isNothing(write.value)) return false;
    if (!isSharedIn(file, write.place, outermost) || flowOf(file, stage.fn).suspensionsBefore(write.node).length > 0) return false;
    return readsOf(file, write.place).some((read) => read.fn !== undefined && isWithin(read.node, outermost) && read.node.range[0] < suspension.range[1] && isTested(read.node));
  });
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
  return callers.length > 0 && callers.every((call) => writes(file).some((write) => write.value !== undefined && write.fn !== fn && keeps(file, write, call)));
}

function keeps(file: File, write: Write, call: TSESTree.CallExpression): boolean {
  const caller = functionOf(call);
  const value = write.value as TSESTree.Node;
  if (!write.fn || !isSharedIn(file, write.place, write.fn)) return false;
  if (isWithin(call, value)) return call.parent.type !== "AwaitExpression";
  if (value.type !== "Identifier" || write.fn !== caller) return false;
  const holder = call.parent;
  return holder.type === "VariableDeclarator" ? holder.id.type === "Identifier" && holder.id.name === value.name : holder.type === "AssignmentExpression" && holder.left.type === "Identifier" && holder.left.name === value.name;
}
