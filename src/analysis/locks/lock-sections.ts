import type { TSESTree } from "@typescript-eslint/utils";
import { rowLocks } from "../../knowledge/steps.js";
import { acquisitions, receiverOf } from "./acquisitions.js";
import { variableOf } from "../places/bindings.js";
import { callbackUse } from "../promises/callbacks.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, callbackOf, functionMeant, functionOf, isImmediatelyCalled } from "../functions.js";
import { settingAt } from "../libraries/library-calls.js";
import { factOf, type Known } from "../libraries/libraries.js";
import type { LockFact } from "../../knowledge/library.js";
import { bare, isFunction, isWithin, nodes, ownNodes, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { isOfClient, queryLockAt } from "./query-locks.js";
import { releaseOf } from "./releases.js";
import { hasOneHolder } from "../places/single-holders.js";

/** A stretch of a file that runs while one caller alone holds a lock. */
export interface LockSection {
  /** The call that takes the lock. */
  readonly lock: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression;
  /** The same for all sections that shut each other out; `undefined` where that cannot be told, or the holder may take it again. */
  readonly key: string | undefined;
  /** The function that the section lies in, or is. */
  readonly of: FunctionNode | TSESTree.Program;
  /** Whether a node runs within it, in that function or in a callback that is part of the same run. */
  covers(node: TSESTree.Node): boolean;
}

/** The exclusive sections of a file, in source order. A limiter, and a semaphore of more than one, shuts nobody out. */
export const lockSections = perFile((file): readonly LockSection[] => {
  const calls = nodes(file).of("CallExpression");
  const plain = [...calls.flatMap((call) => scopedSection(file, call) ?? []), ...taken(file)];
  const given = calls.some((call) => factOf(file, "scoped", call)) || plain.length > 0 ? calls.flatMap((call) => sectionOfHelper(file, plain, call) ?? []) : [];
  const rows = [...calls, ...nodes(file).of("TaggedTemplateExpression")].flatMap((node) => (node.type === "CallExpression" ? rowLockSection(file, node) : undefined) ?? queryLockSection(file, node) ?? []);
  const found = [...plain, ...given, ...rows];
  return found.sort((one, other) => one.lock.range[0] - other.lock.range[0]);
});

/** `mutex.runExclusive(async () => { … })` */
function scopedSection(file: File, call: TSESTree.CallExpression): LockSection | undefined {
  const known = factOf(file, "scoped", call);
  if (!known || !hasOneHolder(file, known, call)) return undefined;
  const work = call.arguments.map((argument) => functionMeant(file, argument)).find((fn) => fn !== undefined);
  return work && { lock: call, key: keyOf(file, known, call), of: work, covers: (node) => isPartOf(file, node, work) };
}

/** `this.#locked(async () => { … })`, where `#locked` is a function of the file that calls what it is given while it holds the lock. */
function sectionOfHelper(file: File, sections: readonly LockSection[], call: TSESTree.CallExpression): LockSection | undefined {
  const helper = call.arguments.some((argument) => functionMeant(file, argument)) ? calleeOf(file, call) : undefined;
  const passed = helper && passedOn(file, helper, call);
  if (passed) return passed;
  const section = helper && sections.find(({ lock }) => isWithin(lock, helper.body));
  if (!section) return undefined;
  const position = call.arguments.findIndex((_, index) => callsOf(file, helper, index).some((inner) => section.covers(inner)));
  const work = call.arguments[position] && functionMeant(file, call.arguments[position]);
  return work && { lock: call, key: keyInCaller(section.key), of: work, covers: (node) => isPartOf(file, node, work) };
}

/** The lock of a key is another for another key. */
function keyInCaller(key: string | undefined): string | undefined {
  return key !== undefined && /^this\.#?\w+$/.test(key) ? key : undefined;
}

/** `locked(work) { return this.mutex.runExclusive(work); }`: the helper hands its function to the lock as it is. */
function passedOn(file: File, helper: FunctionNode, call: TSESTree.CallExpression): LockSection | undefined {
  for (const inner of ownNodes(file, helper.body)) {
    const known = inner.type === "CallExpression" ? factOf(file, "scoped", inner) : undefined;
    if (!known || inner.type !== "CallExpression" || !hasOneHolder(file, known, inner)) continue;
    const position = helper.params.findIndex((parameter) => parameter.type === "Identifier" && inner.arguments.some((argument) => argument.type === "Identifier" && variableOf(file, argument) === variableOf(file, parameter)));
    const work = call.arguments[position] && functionMeant(file, call.arguments[position]);
    if (work) return { lock: call, key: keyInCaller(keyOf(file, known, inner)), of: work, covers: (node) => isPartOf(file, node, work) };
  }
  return undefined;
}

/** The calls that a function makes of its parameter. */
function callsOf(file: File, { params }: FunctionNode, position: number): readonly TSESTree.Node[] {
  const parameter = params[position];
  const variable = parameter?.type === "Identifier" ? variableOf(file, parameter) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => (identifier.parent.type === "CallExpression" && identifier.parent.callee === identifier ? [identifier.parent] : []));
}

function taken(file: File): readonly LockSection[] {
  return acquisitions(file).flatMap((held): LockSection[] => {
    if (held.fact.lock === false || !hasOneHolder(file, held, held.node)) return [];
    const { of, from, node } = held;
    const release = releaseOf(file, held);
    const isOver = (step: TSESTree.Node): boolean => release.fulfils(step) || release.handsOn(step);
    return [{ lock: node, key: keyOf(file, held, node), of, covers: (step) => isBetween(file, step, of, from, isOver) }];
  });
}

/** `SELECT … FOR UPDATE` and advisory locks: held until the transaction, or the lock, is ended by the same client. */
function rowLockSection(file: File, call: TSESTree.CallExpression): LockSection | undefined {
  const statement = textIn(call);
  const of = functionOf(call);
  if (!of || !statement || !rowLocks.takes.test(statement) || !factOf(file, "remote", call)) return undefined;
  const receiver = receiverOf(file, call);
  const isSameClient = (node: TSESTree.Node): boolean => node.type === "CallExpression" && receiver !== undefined && receiverOf(file, node) === receiver;
  const isOver = (node: TSESTree.Node): boolean => isSameClient(node) && rowLocks.ends.test(textIn(node as TSESTree.CallExpression) ?? "");
  return { lock: call, key: undefined, of, covers: (node) => !isSameClient(node) && isBetween(file, node, of, call, isOver) };
}

/** Rows that a query of a transaction locks are held until the function of the transaction has ended. */
function queryLockSection(file: File, node: LockSection["lock"]): LockSection | undefined {
  const lock = queryLockAt(file, node);
  return lock && { lock: node, key: undefined, of: lock.of, covers: (step) => !isOfClient(file, step, lock.client) && isBetween(file, step, lock.of, node, () => false) };
}

function textIn({ arguments: [first] }: TSESTree.CallExpression): string | undefined {
  const node = first && bare(first);
  if (node?.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.raw).join("?");
  return node?.type === "Literal" ? String(node.value) : undefined;
}

function isBetween(file: File, node: TSESTree.Node, of: LockSection["of"], from: TSESTree.Node | undefined, isOver: (node: TSESTree.Node) => boolean): boolean {
  const anchor = anchorIn(file, node, of);
  if (!anchor || (from && isWithin(anchor, from))) return false;
  // a callback that starts with the lock holds it until its first release
  const start = from ?? (of.type === "Program" ? undefined : of.params[0]);
  return start !== undefined && flowOf(file, of).reaches(start, anchor, isOver);
}

/** The node of a function at which another runs: itself, or the call that runs the callback it stands in. */
function anchorIn(file: File, node: TSESTree.Node, of: LockSection["of"]): TSESTree.Node | undefined {
  let anchor = node;
  for (let fn = functionOf(anchor); fn !== (isFunction(of) ? of : undefined); fn = functionOf(anchor)) {
    const call = fn && runsAt(file, fn);
    if (!call) return undefined;
    anchor = call;
  }
  return anchor;
}

function isPartOf(file: File, node: TSESTree.Node, fn: FunctionNode): boolean {
  return isWithin(node, fn) && anchorIn(file, node, fn) !== undefined;
}

/** The call that runs a function as a part of its own work. */
export function runsAt(file: File, fn: FunctionNode): TSESTree.Node | undefined {
  if (isImmediatelyCalled(fn)) return fn.parent;
  const callback = callbackOf(fn);
  if (!callback) return undefined;
  const use = callbackUse(file, callback.call, callback.argument);
  return chainMethod(callback.call) !== undefined || use?.runs === "sync" || use?.result === "returned" ? callback.call : undefined;
}

/** The place that a lock is kept in, or the name that it goes by. */
function keyOf(file: File, known: Known<LockFact>, call: TSESTree.CallExpression): string | undefined {
  const { fact, library } = known;
  if (fact.reentrant !== false || (fact.reentrantWith && settingAt(file, known, call, fact.reentrantWith).answer !== "unset")) return undefined;
  const isNamed = fact.release.length === 0 || fact.release.includes("result()") && !fact.scoped;
  const name = call.arguments[0] && bare(call.arguments[0]);
  const receiver = receiverOf(file, call);
  if (isNamed) return name?.type === "Literal" ? `${receiver ?? library.name} ${String(name.value)}` : undefined;
  return receiver;
}
