import type { TSESTree } from "@typescript-eslint/utils";
import { exclusiveCalls, exclusiveReceivers, transactionCalls } from "../knowledge/steps.js";
import { decisionsBefore } from "./decisions.js";
import type { File } from "./file.js";
import { flowOf } from "./flow/flow.js";
import { callbackOf, callGraph, functionOf, functionsAround, isNothing } from "./functions.js";
import { factOf } from "./libraries/libraries.js";
import { bare, isFunction, isWithin, ownNodes, propertyName, type Call, type FunctionNode } from "./nodes.js";
import { readsBehind } from "./places/looks.js";
import { writesIn } from "./places/function-writes.js";
import { placeOf, type Place, type Write } from "./places/places.js";
import { writesAround } from "./places/write-index.js";
import { chainMethod } from "./promises/promises.js";
import { isSerial } from "./serial.js";

/**
 * Whether runs that reach a point take turns: it lies in a lock, in a queue of one, behind a flag that was set before
 * the first suspension, or every call in this file that leads to it does.
 */
export function takesTurns(file: File, point: TSESTree.Node, depth = 0): boolean {
  const marks: Mark[] = [];
  let inner = point;
  for (const fn of functionsAround(point)) {
    if (isInExclusiveCallback(file, fn) || holdsLock(file, fn, inner)) return true;
    marks.push({ fn, node: inner });
    if (marks.some((mark) => isBehindFlag(file, mark))) return true;
    inner = fn;
  }
  return depth < 3 && marks.some((mark) => isCalledInTurns(file, mark, depth));
}

/** Whether a node runs while nobody else does: in a lock or in a queue of one, taken here or around every call in this file that leads to it. */
export function isExclusive(file: File, node: TSESTree.Node, depth = 0): boolean {
  let inner = node;
  for (const fn of functionsAround(node)) {
    if (isInExclusiveCallback(file, fn) || holdsLock(file, fn, inner)) return true;
    inner = fn;
  }
  const fn = functionOf(node);
  const callers = fn && depth < 3 ? callGraph(file).callersOf(fn) : [];
  return callers.length > 0 && callers.every((call) => functionOf(call) !== fn && isExclusive(file, call, depth + 1));
}

/** A point within a function, or the callback in which it stands there. */
export interface Mark {
  readonly fn: FunctionNode;
  readonly node: TSESTree.Node;
}

function isInExclusiveCallback(file: File, fn: FunctionNode): boolean {
  const call = callbackOf(fn)?.call;
  if (!call) return false;
  const locks = factOf(file, "scoped", call)?.fact;
  if (locks) return locks.exclusive !== false || isSerial(file, call);
  if (factOf(file, "limiters", call)) return isSerial(file, call);
  const name = lastNameOf(call);
  if (name !== undefined && (exclusiveCalls.test(name) || transactionCalls.test(name))) return true;
  if (exclusiveReceivers.test(receiverNameOf(call))) return true;
  return chainMethod(call) !== undefined && isTail(file, call);
}

/** `this.tail = this.tail.then(…)`: each run begins when the one before has ended. */
function isTail(file: File, call: Call): boolean {
  const start = chainReceiver(call);
  const place = placeOf(file, start);
  return place !== undefined && [...writesAround(file, call)].some((write) => write.place.key === place.key && write.value !== undefined && isWithin(call, write.value));
}

function chainReceiver(call: Call): TSESTree.Node {
  let node: TSESTree.Node = call;
  while (node.type === "CallExpression") {
    const callee = bare(node.callee);
    if (callee.type !== "MemberExpression" || chainMethod(node) === undefined) return node;
    node = bare(callee.object);
  }
  return node;
}

/** A lock is taken earlier in the function: `await this.lock.acquire()`, `using held = await lock()`. */
function holdsLock(file: File, fn: FunctionNode, before: TSESTree.Node): boolean {
  for (const node of ownNodes(file, fn.body)) {
    if (node.range[0] >= before.range[0]) return false;
    if (node.type !== "CallExpression") continue;
    const known = factOf(file, "acquires", node)?.fact;
    if (known ? known.lock !== false : isNamedLock(node)) return true;
  }
  return false;
}

function isNamedLock(call: TSESTree.CallExpression): boolean {
  const name = lastNameOf(call);
  return name !== undefined && exclusiveCalls.test(name) && call.parent.type === "AwaitExpression" && !call.arguments.some(isFunction);
}

/** The last name of what a call calls: `runExclusive` of `this.lock.runExclusive()`. */
export function lastNameOf(call: Call): string | undefined {
  const callee = bare(call.callee);
  return callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? propertyName(callee)?.replace("#", "") : undefined;
}

function receiverNameOf({ callee }: Call): string {
  const member = bare(callee);
  const object = member.type === "MemberExpression" ? bare(member.object) : undefined;
  return object?.type === "Identifier" ? object.name : object?.type === "MemberExpression" ? (propertyName(object) ?? "") : "";
}

/** A place was tested and then set before control was given away, so that a second run leaves at the test. */
export function isBehindFlag(file: File, mark: Mark): boolean {
  return flagsSetBefore(file, mark).some((flag) => isTestedBefore(file, flag.place, flag.node, mark.fn) || isTicket(file, flag, mark) || isFilledOnce(file, flag, mark));
}

/** `inFlight ??= load()`, `inFlight = inFlight ?? load()`: the right side is not even begun while something is there. */
function isFilledOnce(file: File, { node, place }: Write, mark: Mark): boolean {
  if (node.type !== "AssignmentExpression" || !isWithin(mark.node, node.right)) return false;
  return node.operator === "??=" || node.operator === "||=" || isTestedBefore(file, place, mark.node, mark.fn);
}

/** `waiting.push(task); if (waiting.length !== 1) return;`: whoever comes meanwhile draws a higher number, and leaves. */
function isTicket(file: File, { node, place }: Write, mark: Mark): boolean {
  const flow = flowOf(file, mark.fn);
  return [...decisionsBefore(mark.node, mark.fn)].some(({ test }) => {
    const compared = bare(test);
    if (compared.type !== "BinaryExpression" || !/^[!=]==?$/.test(compared.operator) || node.range[0] > test.range[0]) return false;
    return [...readsBehind(file, test)].some((read) => (read.tells === "size" || node.type === "UpdateExpression") && isSameOrElement(read.place, place) && flow.suspensionsBetween(node, read.node).length === 0);
  });
}

/** The flags that a function has raised at a point and not taken down again. */
function flagsSetBefore(file: File, mark: Mark): readonly Write[] {
  return writesIn(file, mark.fn).filter((write) => isRaised(write) && !isOwn(write, mark.fn) && isSetBefore(file, write.node, mark));
}

/** A variable that each run has for itself tells other runs nothing. */
function isOwn({ place: { root } }: Write, fn: FunctionNode): boolean {
  const name = typeof root === "string" ? undefined : root.defs[0]?.name;
  return name !== undefined && isWithin(name, fn.body);
}

function isSetBefore(file: File, flag: TSESTree.Node, { fn, node }: Mark): boolean {
  const flow = flowOf(file, fn);
  if (isWithin(node, flag)) return true;
  if (flag.range[0] < node.range[0]) return flow.reaches(flag, node);
  // a callback runs after what follows it in the same turn: `const work = load().then(…); pending.set(id, work);`
  const isDeferred = isFunction(node) || node.type === "CallExpression";
  return isDeferred && flow.reaches(node, flag) && flow.suspensionsBetween(node, flag).length === 0;
}

/** Not taken back: `this.running = true`, `active++`, `inflight.add(id)`. */
function isRaised({ node, value }: Write): boolean {
  if (node.type === "UpdateExpression") return node.operator === "++";
  if (!value) return false;
  const written = bare(value);
  return !isNothing(written) && !(written.type === "Literal" && !written.value) && !(written.type === "ArrayExpression" && written.elements.length === 0);
}

/** Whether it depends on a test of a place that a step is reached, and control is not given away in between. */
function isTestedBefore(file: File, place: Place, step: TSESTree.Node, fn: FunctionNode): boolean {
  for (const { test } of decisionsBefore(step, fn)) {
    for (const read of readsBehind(file, test)) if (isSameOrElement(read.place, place) && flowOf(file, fn).suspensionsBetween(read.node, step).length === 0) return true;
  }
  return false;
}

/** Places of which one holds the other as an element: `inflight` and `inflight[id]`. */
export function isSameOrElement(one: Place, other: Place): boolean {
  if (one.root !== other.root) return false;
  return one.key === other.key || one.key.startsWith(`${other.key}[`) || other.key.startsWith(`${one.key}[`);
}

/** Every call of the function in this file takes turns, or is made behind a flag that the function sets. */
function isCalledInTurns(file: File, mark: Mark, depth: number): boolean {
  const calls = callGraph(file).callersOf(mark.fn);
  if (calls.length === 0 || isPublic(mark.fn)) return false;
  const flags = flagsSetBefore(file, mark);
  return calls.every((call) => {
    const caller = functionOf(call);
    if (!caller || caller === mark.fn) return true;
    return flags.some(({ place }) => isTestedBefore(file, place, call, caller)) || takesTurns(file, call, depth + 1);
  });
}

/** A function that this file hands to others has callers that the file does not show. */
function isPublic({ parent }: FunctionNode): boolean {
  return parent.type === "ExportNamedDeclaration" || parent.type === "ExportDefaultDeclaration";
}
