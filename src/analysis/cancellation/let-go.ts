import type { TSESTree } from "@typescript-eslint/utils";
import { cleanupWords } from "../../knowledge/intents.js";
import type { AbortableCall } from "./abortable-calls.js";
import { chainEnd, isDropped } from "../promises/detached.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { callbackOf, functionOf, nameOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, dressed, isFunction, isLoop, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { chainMethod } from "../promises/promises.js";
import type { SignalInScope } from "./signal-sources.js";
import { isAbortListener, usesOf } from "../libraries/time-limits.js";

/** Whether a call is one that goes on by intent when the signal aborts: cleanup, work for others, or something nobody waits for. */
export function isLetGo(file: File, call: AbortableCall, signal: SignalInScope): boolean {
  const { node } = call;
  if (isCleanup(nameIn(node.callee)) || isInCleanup(node, signal.fn)) return true;
  if (comesAfterAbort(file, node, signal.fn)) return true;
  if (isEndedByListener(file, call) || isLeftAlone(file, call)) return true;
  if (isKept(file, node)) return true;
  if (signal.by === "caller" && isDropped(file, node) && !isAnswered(file, node, signal.fn)) return true;
  return call.kind === "declared" && !/sleep|delay|wait/i.test(nameIn(node.callee) ?? "") && isAskedBefore(file, node);
}

/** `new Promise((resolve, reject) => exec(command, (error, text) => …))`: whoever waits for the promise waits for the callback. */
function isAnswered(file: File, node: Call, outer: FunctionNode): boolean {
  if (!node.arguments.some(isFunction) || factOf(file, "callbacks", node)?.fact.errorFirst !== true) return false;
  for (let fn = functionOf(node); fn && fn !== outer; fn = functionOf(fn)) if (callbackOf(fn)?.call.type === "NewExpression") return true;
  return false;
}

function isCleanup(name: string | undefined): boolean {
  return name !== undefined && cleanupWords.includes(wordsOf(name)[0] ?? "");
}

/** In a function whose name says that it tidies up. */
function isInCleanup(node: TSESTree.Node, outer: FunctionNode): boolean {
  for (let fn = functionOf(node); fn; fn = functionOf(fn)) {
    if (isCleanup(nameOf(fn))) return true;
    if (fn === outer) return false;
  }
  return false;
}

/** In a `finally`, in a `catch` that nothing goes round again from, or where the signal was found aborted. */
export function comesAfterAbort(file: File, node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let inner: TSESTree.Node = node, outer = node.parent; outer && inner !== fn; inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.finalizer === inner) return true;
    if (outer.type === "CatchClause" && outer.body === inner && !isInLoop(outer)) return true;
    if (outer.type === "IfStatement" && outer.consequent === inner && asksForAbort(file, outer.test)) return true;
    const callback = isFunction(outer) ? callbackOf(outer) : undefined;
    const method = callback && chainMethod(callback.call);
    if (callback && (method === "catch" || method === "finally" || (method === "then" && callback.argument === 1))) return true;
  }
  return false;
}

function isInLoop(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return true;
  return false;
}

/** `signal.aborted` without a `!` before it. */
export function asksForAbort(file: File, test: TSESTree.Node): boolean {
  return [...descendants(file, test)].some((node) => {
    if (node.type !== "MemberExpression" || propertyName(node) !== "aborted") return false;
    const { parent } = dressed(node);
    return parent?.type !== "UnaryExpression" || parent.operator !== "!";
  });
}

/** What the call gives is ended by a listener of the function: `signal.addEventListener("abort", () => request.destroy())`. */
function isEndedByListener(file: File, { node }: AbortableCall): boolean {
  return usesOf(file, node).some((use) => {
    for (let fn = functionOf(use); fn; fn = functionOf(fn)) if (isAbortListener(file, fn)) return true;
    return false;
  });
}

/** `child.unref()`: it is meant to outlive whoever started it. */
function isLeftAlone(file: File, { node }: AbortableCall): boolean {
  return usesOf(file, node).some(({ parent }) => parent?.type === "MemberExpression" && propertyName(parent) === "unref");
}

/** The promise is kept where others find it: what one caller gives up, the others may still wait for. */
function isKept(file: File, node: TSESTree.Node): boolean {
  let outer = dressed(chainEnd(node));
  if (outer.parent?.type === "AssignmentExpression" && outer.parent.right === outer) {
    if (outer.parent.left.type === "MemberExpression") return true;
    outer = outer.parent;
  }
  if (isPutInField(file, outer)) return true;
  const { parent } = outer;
  if (parent?.type !== "CallExpression") return false;
  const callee = bare(parent.callee);
  return callee.type === "MemberExpression" && propertyName(callee) === "set" && parent.arguments[1] === outer;
}

/** `const child = spawn(command); this.child = child;` */
function isPutInField(file: File, value: TSESTree.Node): boolean {
  return value.parent?.type === "VariableDeclarator" && usesOf(file, value).some(({ parent }) => parent?.type === "AssignmentExpression" && parent.left.type === "MemberExpression");
}

/** The statement before asks the signal, and the call is over before anybody could abort. */
function isAskedBefore(file: File, node: TSESTree.Node): boolean {
  let statement: TSESTree.Node = node;
  while (statement.parent && statement.parent.type !== "BlockStatement" && statement.parent.type !== "Program") statement = statement.parent;
  const block = statement.parent;
  const siblings: readonly TSESTree.Node[] = block?.type === "BlockStatement" || block?.type === "Program" ? block.body : [];
  const before = siblings[siblings.indexOf(statement) - 1];
  if (!before) return false;
  return [...descendants(file, before)].some((inner) => inner.type === "MemberExpression" && ["throwIfAborted", "aborted"].includes(propertyName(inner) ?? ""));
}
