import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf, functionOf } from "../functions.js";
import { remoteCalls, type RemoteCall } from "../libraries/library-calls.js";
import { lockSections, type LockSection } from "./lock-sections.js";
import { bare, dressed, isFunction, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { callbackOf } from "../functions.js";
import { callbackUse } from "../promises/callbacks.js";

/** A remote call that is waited for while a lock is held. */
export interface RemoteUnderLock {
  readonly call: RemoteCall;
  readonly section: LockSection;
}

/** A step that waits, while a lock is held, for the same lock. */
export interface Reentry {
  /** The step: the call in the outer section. */
  readonly step: TSESTree.CallExpression;
  readonly outer: LockSection;
  /** Where the lock is taken again. */
  readonly inner: LockSection;
}

/** The remote calls of a file that are waited for under a lock, in its section or in functions that are called there. */
export const remoteUnderLock = perFile((file): readonly RemoteUnderLock[] => {
  const sections = lockSections(file);
  if (sections.length === 0) return [];
  return remoteCalls(file).flatMap((call): RemoteUnderLock[] => {
    if (call.fact.crosses === "process" || !isWaitedFor(call.node)) return [];
    const section = sections.find((one) => one.lock !== call.node && (one.covers(call.node) || isReached(file, one, call.node)));
    return section ? [{ call, section }] : [];
  });
});

/** The steps that take a lock again which their caller holds. In source order. */
export const reentries = perFile((file): readonly Reentry[] => {
  const sections = lockSections(file);
  const found = sections.flatMap((inner): Reentry[] => {
    if (inner.key === undefined || inner.lock.type !== "CallExpression" || !isWaitedFor(inner.lock) || looksFirst(file, inner)) return [];
    const { lock } = inner;
    return sections.flatMap((outer) => {
      if (outer === inner || outer.key !== inner.key) return [];
      const step = outer.covers(lock) ? lock : stepTo(file, outer, lock);
      return step ? [{ step, outer, inner }] : [];
    });
  });
  // a step that takes it in a helper takes it once
  return found.filter(({ step }, index) => found.findIndex((other) => other.step === step) === index);
});

/** Whether a section comes to a node through functions of the file that it waits for. */
function isReached(file: File, section: LockSection, node: TSESTree.Node): boolean {
  return stepTo(file, section, node) !== undefined;
}

/** The call in a section that leads to a node through functions of the file, each waited for. */
function stepTo(file: File, section: LockSection, node: TSESTree.Node): TSESTree.CallExpression | undefined {
  let target = [homeOf(file, node)].filter((fn) => fn !== undefined);
  const seen = new Set<FunctionNode>(target);
  for (let depth = 0; depth < 3 && target.length > 0; depth++) {
    const callers = nodes(file).of("CallExpression").filter((call) => {
      const callee = calleeOf(file, call);
      return callee !== undefined && target.includes(callee) && isWaitedFor(call);
    });
    const step = callers.find((call) => section.covers(call));
    if (step) return step;
    target = callers.flatMap((call) => homeOf(file, call) ?? []).filter((fn) => !seen.has(fn) && fn !== section.of);
    for (const fn of target) seen.add(fn);
  }
  return undefined;
}

/** The named function that a node runs in, through the callbacks that are part of its run. */
function homeOf(file: File, node: TSESTree.Node): FunctionNode | undefined {
  let fn = functionOf(node);
  for (let callback = fn && callbackOf(fn); fn && callback; callback = fn && callbackOf(fn)) {
    if (chainMethod(callback.call) === undefined && !["sync", "once"].includes(callbackUse(file, callback.call, callback.argument)?.runs ?? "")) return undefined;
    fn = functionOf(callback.call);
  }
  return fn;
}

/** Whether somebody waits for what a call gives: it is awaited, returned, or handed to what is. */
function isWaitedFor(call: TSESTree.Node): boolean {
  let inner = dressed(call);
  for (let outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    switch (outer.type) {
      case "AwaitExpression":
      case "ReturnStatement":
      case "YieldExpression":
        return true;
      case "ForOfStatement":
        return outer.await && outer.right === inner;
      case "ArrowFunctionExpression":
        return outer.body === inner;
      case "MemberExpression":
        if (outer.object !== inner || (outer.parent.type === "CallExpression" && !["then", "catch", "finally"].includes(propertyName(outer) ?? "") && outer.parent.callee === outer && bare(inner).type !== "CallExpression")) return false;
        break;
      case "CallExpression":
      case "ArrayExpression":
      case "ConditionalExpression":
      case "LogicalExpression":
      case "ChainExpression":
      case "TSAsExpression":
      case "TSNonNullExpression":
        break;
      default:
        return false;
    }
    if (isFunction(outer)) return false;
  }
  return false;
}

/** `if (!mutex.isLocked())`: whoever takes it looks first whether it is free. */
function looksFirst(file: File, { of, lock }: LockSection): boolean {
  const fn = functionOf(lock) ?? of;
  return nodes(file).of("CallExpression").some((call) => {
    const callee = bare(call.callee);
    return isWithin(call, fn) && callee.type === "MemberExpression" && /^(?:isLocked|tryAcquire|isOwnedBy\w*|holds\w*)$/.test(propertyName(callee) ?? "");
  });
}
