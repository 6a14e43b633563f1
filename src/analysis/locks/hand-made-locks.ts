import type { TSESTree } from "@typescript-eslint/utils";
import { endedWords, restWords } from "../../knowledge/intents.js";
import { isAsked } from "./asked-marks.js";
import { isCalm } from "../cancellation/calm-steps.js";
import { caughtStep } from "./caught-marks.js";
import { linksOf } from "../promises/chain-links.js";
import { decisionsBefore } from "../decisions.js";
import { givesNothingByDeclaration } from "../declared.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import { isSameOrElement } from "../exclusions.js";
import { isClock } from "../observability/stopwatches.js";
import { isEvidentRejection } from "../rejections/evident-rejections.js";
import { rejectionOf } from "../promises/failures.js";
import { runsInPage } from "../libraries/pages.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, callbackOf, functionMeant, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, isCall, isFunction, isLoop, isWithin, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { readsBehind } from "../places/looks.js";
import { isLow, isNameOfWork, isStateBefore } from "./mark-values.js";
import { keepingOf, type Obligation } from "../flow/obligations.js";
import { perFile } from "../per-file.js";
import { isSharedIn, writes, type Place, type Write } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";
import { registrationOf } from "../registrations.js";
import { isShownAsBusy } from "./shown-marks.js";
import { tellsFailure } from "../promises/told-failures.js";
import { writesOfFunction, writesOfKey, writesOfRoot } from "../places/write-index.js";

/** Something that says "in progress", is set before a suspension and taken back after it only where nothing was thrown. */
export interface StuckMark {
  readonly raise: Write;
  readonly reset: Write;
  /** What can throw in between. */
  readonly leaves: TSESTree.Node;
  /** Whether something in this file asks for it before it does its work. In a page, whose next visit begins anew, the file has to show the failure too. */
  readonly isAsked: boolean;
}

/** The marks of a file that one failure leaves set for ever. In source order. */
export const stuckMarks = perFile((file): readonly StuckMark[] => {
  const found: StuckMark[] = [];
  for (const raise of writes(file)) {
    const { fn, place } = raise;
    if (!fn || !(raises(file, raise) || isNameOfWork(file, raise, fn))) continue;
    const lowered = resetsOf(file, raise, fn);
    // what is taken back in a `catch` alone is meant to stay where all goes well
    const [reset] = lowered.filter(({ node }) => raise.node.range[0] < node.range[0] && !isInCatch(node, fn));
    if (!reset || !isSharedIn(file, place, fn) || isResetOnFailure(file, place, fn)) continue;
    const resets = [...lowered, ...toldOtherwise(file, raise, fn)];
    const leaves = wayOut(file, raise, fn, resets);
    if (!leaves || found.some((other) => other.reset.node === reset.node)) continue;
    const asked = isAsked(file, place) && (!runsInPage(file) || isEvidentRejection(file, leaves.type === "AwaitExpression" ? leaves.argument : leaves));
    if (asked || isShownAsBusy(file, raise)) found.push({ raise, reset, leaves, isAsked: asked });
  }
  return found;
});

/** `this.busy = true`, `this.active++`, `inFlight.add(id)`, `locked.set(id, true)`, `running.set(id, Date.now())`. */
function raises(file: File, { node, value, place }: Write): boolean {
  if (node.type === "UpdateExpression") return node.operator === "++";
  if (!value) return false;
  const given = bare(value);
  if (node.type === "CallExpression") return methodOf(node) === "add" || (place.element !== undefined && isClock(file, given)) || (given.type === "Literal" && !isLow(given) && (place.element !== undefined || factOf(file, "setters", node) !== undefined));
  if (node.type !== "AssignmentExpression" || given.type !== "Literal") return false;
  return node.operator === "+=" || (node.operator === "=" && given.value === true);
}

function methodOf(node: TSESTree.Node): string | undefined {
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  return callee?.type === "MemberExpression" ? propertyName(callee) : undefined;
}

/** The writes of a function, and of what it contains, that take a mark back. */
function resetsOf(file: File, raise: Write, fn: FunctionNode): readonly Write[] {
  return writesOfKey(file, keyOfReset(file, raise)).filter((write) => isWithin(write.node, fn) && isReset(file, raise, write));
}

/** What says on failure that the work has failed: `.catch(() => { this.state = "failed"; })`. */
function toldOtherwise(file: File, raise: Write, fn: FunctionNode): readonly Write[] {
  return writesOfKey(file, raise.place.key).filter(({ place, node, value, fn: home }) => {
    if (node === raise.node || !value || place.root !== raise.place.root || !home || !isWithin(node, fn)) return false;
    const given = bare(value);
    if (isLow(given) || (given.type === "Literal" && given.value === true)) return false;
    return home === fn ? isInCatch(node, fn) : isFailureListener(file, home);
  });
}

function isReset(file: File, raise: Write, write: Write): boolean {
  const { node, value, place } = write;
  if (place.root !== raise.place.root || place.key !== keyOfReset(file, raise)) return false;
  if (raise.node.type === "UpdateExpression") return node.type === "UpdateExpression" && node.operator === "--";
  if (raise.node.type === "AssignmentExpression" && raise.node.operator === "+=") return node.type === "AssignmentExpression" && node.operator === "-=";
  if (isOfCollection(file, raise)) return value === undefined ? methodOf(node) === "delete" : isAtRest(bare(value));
  // `busy[id] = true` and `delete busy[id]`
  if (value === undefined) return node.type === "UnaryExpression" && place.element !== undefined;
  return isLow(bare(value)) || (raise.fn !== undefined && isStateBefore(file, raise, write, raise.fn));
}

/** `states.set(id, "idle")`, `busy.set(id, false)` */
function isAtRest(value: TSESTree.Node): boolean {
  return isLow(value) || (value.type === "Literal" && restWords.includes(String(value.value)));
}

function isOfCollection(file: File, { node }: Write): boolean {
  return node.type === "CallExpression" && !factOf(file, "setters", node);
}

/** The place that takes a mark back: a set is added to as a whole, and an element of it is deleted. */
function keyOfReset(file: File, raise: Write): string {
  const { place, value } = raise;
  return place.element || !value || !isOfCollection(file, raise) ? place.key : `${place.key}[${file.source.getText(bare(value))}]`;
}

/** What throws between a mark and its reset, so that the reset is passed by. */
function wayOut(file: File, raise: Write, fn: FunctionNode, resets: readonly Write[]): TSESTree.Node | undefined {
  const own = resets.filter((write) => write.fn === fn).map(({ node }) => node);
  if (own.length === 0) return chainPassedBy(file, raise, resets);
  const flow = flowOf(file, fn);
  if (!own.some((node) => flow.suspensionsBetween(raise.node, node).some((suspension) => !isCalm(file, suspension)))) return undefined;
  const all = new Set(resets.map(({ node }) => node));
  const owed: Obligation = {
    of: fn,
    from: raise.node,
    fulfils: (node) => all.has(node) || isResetBy(file, node, raise, all) || isResetWithin(node, raise, all),
    handsOn: (node) => isFunction(node) && holds(node, all) && !isSuccessCallback(node),
    calm: (node) => isUnlikely(file, node) || isOfRepair(node, fn, own),
  };
  // a mark that some ordinary way leaves set says more than "in progress", unless it keeps its own function out
  if (!keepsOut(file, raise, fn) && !keepingOf(file, { ...owed, thrown: "makes up" }).kept) return undefined;
  const keeping = keepingOf(file, owed);
  const thrown = !keeping.kept && keeping.throws ? keeping.node : undefined;
  if (!thrown) return keepsOut(file, raise, fn) ? caughtStep(file, owed, raise, failing(file, fn, raise, own)) : undefined;
  const waits = flow.suspensionsBetween(raise.node, thrown).filter((suspension) => !isCalm(file, suspension));
  // what throws at once has not waited for anything
  if (thrown.type === "ThrowStatement") return waits.length > 0 ? thrown : undefined;
  const isWork = thrown.type === "AwaitExpression" || thrown.type === "YieldExpression" || thrown.type === "ForOfStatement";
  // what leaves a `finally` was thrown before it
  return isWork && !isUnlikely(file, thrown) ? thrown : (waits[0] ?? thrown);
}

/** A step of the `catch` that takes the mark back itself: what fails there fails a second time. */
function isOfRepair(step: TSESTree.Node, fn: FunctionNode, resets: readonly TSESTree.Node[]): boolean {
  for (let outer: TSESTree.Node | undefined = step; outer && outer !== fn; outer = outer.parent) {
    const clause = outer;
    if (clause.type === "CatchClause") return resets.some((reset) => isWithin(reset, clause));
  }
  return false;
}

/** What is waited for between a mark and what takes it back, and can fail. In source order. */
function failing(file: File, fn: FunctionNode, { node }: Write, resets: readonly TSESTree.Node[]): readonly TSESTree.Node[] {
  const waits = new Set(resets.flatMap((reset) => flowOf(file, fn).suspensionsBetween(node, reset)));
  return [...waits].filter((wait) => !isUnlikely(file, wait)).sort((one, other) => one.range[0] - other.range[0]);
}

/** `if (this.running) return;` before it is set. */
function keepsOut(file: File, { node, place }: Write, fn: FunctionNode): boolean {
  return [...decisionsBefore(node, fn)].some(({ test, as }) => as === "exit" && [...readsBehind(file, test)].some((read) => isSameOrElement(read.place, place)));
}

/** Calls are taken not to throw here, unless they are waited for: what fails is the work. */
function isUnlikely(file: File, node: TSESTree.Node): boolean {
  if (isCall(node) || node.type === "TaggedTemplateExpression" || (node.type === "ForOfStatement" && !node.await)) return true;
  if (isCalm(file, node)) return true;
  return node.type === "AwaitExpression" && (isNothingToFail(file, bare(node.argument)) || tellsFailure(file, node));
}

const renderings = /^\$?(?:updateComplete|getUpdateComplete|nextTick|tick|navigate)$/;
const questions = /^(?:confirm|prompt|alert)$|^(?:show|open|present|display)\w*(?:Dialog|Modal|Prompt|Popup|Toast|Alert|Confirm|MessageBox|Sheet|Box)$/;

/** Waits for what is shown to be up to date or another page to be, for what the user answers, or for what is declared to give nothing. */
function isNothingToFail(file: File, argument: TSESTree.Node): boolean {
  if (renderings.test(nameIn(argument) ?? "")) return true;
  return argument.type === "CallExpression" && (questions.test(nameIn(bare(argument.callee)) ?? "") || givesNothingByDeclaration(file, argument.callee));
}

function isInCatch(node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let outer: TSESTree.Node | undefined = node; outer && outer !== fn; outer = outer.parent) if (outer.type === "CatchClause") return true;
  return false;
}

/** A loop that takes back one mark after the other, and a condition in a `finally` under which it is somebody else's. */
function isResetWithin(node: TSESTree.Node, raise: Write, all: ReadonlySet<TSESTree.Node>): boolean {
  if (!isLoop(node) && node.type !== "IfStatement") return false;
  if (isWithin(raise.node, node) || ![...all].some((reset) => isWithin(reset, node))) return false;
  if (isLoop(node)) return true;
  for (let outer: TSESTree.Node = node; outer.parent; outer = outer.parent) if (outer.parent.type === "TryStatement" && outer.parent.finalizer === outer) return true;
  return false;
}

/** A function of this file that takes the mark back, or a chain that does so on either outcome. */
function isResetBy(file: File, node: TSESTree.Node, raise: Write, all: ReadonlySet<TSESTree.Node>): boolean {
  if (node.type !== "CallExpression") return false;
  if (chainMethod(node) !== undefined) return resetsOnFailure(file, node, raise, all);
  return takesBack(file, calleeOf(file, node), raise);
}

function holds(fn: FunctionNode, all: ReadonlySet<TSESTree.Node>): boolean {
  return [...all].some((node) => isWithin(node, fn));
}

function isSuccessCallback(fn: FunctionNode): boolean {
  const callback = callbackOf(fn);
  return callback !== undefined && chainMethod(callback.call) === "then" && callback.argument === 0;
}

function takesBack(file: File, fn: FunctionNode | undefined, raise: Write): boolean {
  return fn !== undefined && writesOfFunction(file, fn).some((write) => isReset(file, raise, write));
}

/** Whether a chain takes a mark back where it fails: in a `finally`, a `catch`, or the second function of a `then`. */
function resetsOnFailure(file: File, chain: TSESTree.CallExpression, raise: Write, all: ReadonlySet<TSESTree.Node>): boolean {
  return linksOf(chain).some(({ call, rejected, fulfilled }) => {
    const handler = rejected ?? (chainMethod(call) === "finally" ? fulfilled : undefined);
    const fn = handler && functionMeant(file, handler);
    return fn !== undefined && (holds(fn, all) || takesBack(file, fn, raise) || [...ownNodes(file, fn.body)].some((node) => node.type === "CallExpression" && takesBack(file, calleeOf(file, node), raise)));
  });
}

/** `this.busy = true; load().then(() => { this.busy = false; })`: what fails passes by. */
function chainPassedBy(file: File, raise: Write, resets: readonly Write[]): TSESTree.Node | undefined {
  const all = new Set(resets.map(({ node }) => node));
  if (resets.length !== 1 || isTracked(file, raise, resets)) return undefined;
  for (const { fn } of resets) {
    const call = fn && isSuccessCallback(fn) ? callbackOf(fn)?.call : undefined;
    if (call?.type !== "CallExpression" || raise.fn === undefined || raise.node.range[0] > call.range[0]) continue;
    let end: TSESTree.CallExpression = call;
    for (let outer = outerLink(end); outer; outer = outerLink(outer)) end = outer;
    const [before] = linksOf(call);
    if (before && functionOf(call) === raise.fn && !resetsOnFailure(file, end, raise, all) && !isOfEnd(before.promise) && rejectionOf(file, before.promise)) return before.promise;
  }
  return undefined;
}

/** `connection.closed()`: it says when something has come to its end, however that was. */
function isOfEnd(promise: TSESTree.Node): boolean {
  const node = bare(promise);
  const name = nameIn(isCall(node) ? bare(node.callee) : node);
  return name !== undefined && endedWords.includes(wordsOf(name).at(-1) ?? "");
}

/** `pending.add(work); work.then(() => pending.delete(work));`: a list of what runs, in which nothing is marked. */
function isTracked({ source }: File, { value }: Write, resets: readonly Write[]): boolean {
  const callee = value && resets.map(({ fn }) => fn && callbackOf(fn)?.call.callee).find((node) => node !== undefined);
  const object = callee && bare(callee);
  return value?.type === "Identifier" && object?.type === "MemberExpression" && source.getText(bare(object.object)) === value.name;
}

function outerLink(call: TSESTree.CallExpression): TSESTree.CallExpression | undefined {
  const member = dressed(call).parent;
  const outer = member?.type === "MemberExpression" && member.object === dressed(call) ? dressed(member).parent : undefined;
  return outer?.type === "CallExpression" && chainMethod(outer) !== undefined ? outer : undefined;
}

/** Somebody else takes it back when the work has failed: a `catch` around the call, a listener of failures. */
function isResetOnFailure(file: File, place: Place, fn: FunctionNode): boolean {
  return writesOfRoot(file, place.root).some((write) => {
    if (isWithin(write.node, fn) || !(write.place.key === place.key || write.place.key.startsWith(`${place.key}[`) || place.key.startsWith(`${write.place.key}[`))) return false;
    for (let outer: TSESTree.Node | undefined = write.node; outer; outer = outer.parent) {
      if (outer.type === "CatchClause") return true;
      if (outer.parent?.type === "TryStatement" && outer.parent.finalizer === outer) return true;
      if (isFunction(outer) && isFailureListener(file, outer)) return true;
    }
    return false;
  });
}

function isFailureListener(file: File, fn: FunctionNode): boolean {
  const callback = callbackOf(fn);
  if (!callback) return false;
  const method = chainMethod(callback.call);
  if (method !== undefined) return method !== "then" || callback.argument === 1;
  return ["listener", "once"].includes(registrationOf(file, callback.call, callback.argument).how);
}

/** Whether a function contains a mark that one failure leaves set. */
export function hasStuckMark(file: File, fn: FunctionNode): boolean {
  return stuckMarks(file).some(({ raise }) => raise.fn === fn);
}

