import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { callGraph, functionOf } from "../functions.js";
import { remoteCalls, type RemoteCall } from "../libraries/library-calls.js";
import { lockSections, runsAt, type LockSection } from "./lock-sections.js";
import { bare, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";

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
      if (outer.key !== inner.key) return [];
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
  const seen = new Set<FunctionNode>();
  let homes = [homeOf(file, node)];
  for (let depth = 0; depth < 3; depth++) {
    const fresh = homes.flatMap((fn) => (fn && !seen.has(fn) ? fn : []));
    const callers = fresh.flatMap((fn) => callGraph(file).callersOf(fn)).filter(isWaitedFor);
    const step = callers.find((call) => section.covers(call));
    if (step) return step;
    for (const fn of fresh) seen.add(fn);
    homes = callers.map((call) => homeOf(file, call));
  }
  return undefined;
}

/** The function that a node runs in, through the callbacks that are part of its run. */
function homeOf(file: File, node: TSESTree.Node): FunctionNode | undefined {
  let fn = functionOf(node);
  for (let at = fn && runsAt(file, fn); at; at = fn && runsAt(file, fn)) fn = functionOf(at);
  return fn;
}

/** Whether somebody waits for what a call gives: it is awaited, returned, or handed to what is. */
function isWaitedFor({ parent }: TSESTree.Node): boolean {
  switch (parent?.type) {
    case "AwaitExpression":
    case "ReturnStatement":
    case "YieldExpression":
    case "ArrowFunctionExpression":
      return true;
    case "ForOfStatement":
      return parent.await;
    case "MemberExpression":
    case "CallExpression":
    case "ArrayExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "ChainExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
      return isWaitedFor(parent);
    default:
      return false;
  }
}

/** `if (!mutex.isLocked())`: whoever takes it looks first whether it is free. */
function looksFirst(file: File, { of, lock }: LockSection): boolean {
  const fn = functionOf(lock) ?? of;
  return nodes(file).of("CallExpression").some((call) => {
    const callee = bare(call.callee);
    return isWithin(call, fn) && callee.type === "MemberExpression" && /^(?:isLocked|tryAcquire|isOwnedBy\w*|holds\w*)$/.test(propertyName(callee) ?? "");
  });
}
