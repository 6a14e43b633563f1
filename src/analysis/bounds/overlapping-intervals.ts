import type { TSESTree } from "@typescript-eslint/utils";
import { renewingWords, sweepingWords, watchingWords } from "../../knowledge/intents.js";
import { callbackUse } from "../promises/callbacks.js";
import { chainEnd, chainStart } from "../promises/detached.js";
import { nameIn, wordsOf } from "../libraries/dispensables.js";
import { durationOf, type Duration } from "./durations.js";
import { isBehindFlag, isExclusive } from "../exclusions.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { calleeOf, callbackOf, functionMeant, functionOf, functionsAround, isImmediatelyCalled, nameOf } from "../functions.js";
import { endsEarlierRun, guardIn, isStopper } from "../guards.js";
import { factOf } from "../libraries/libraries.js";
import { runsInPage } from "../libraries/pages.js";
import { harmsOf, isMessage, type Harm } from "./overlap-harm.js";
import { bare, descendants, dressed, isCall, isClass, isFunction, isWithin, type Call, type FunctionNode } from "../nodes.js";
import { hasOwnShare } from "./own-shares.js";
import { perFile } from "../per-file.js";
import { writesIn } from "../places/function-writes.js";
import { isSharedIn, placeOf } from "../places/places.js";
import { chainMethod, isPromise } from "../promises/promises.js";
import { schedules, type Schedule } from "./schedules.js";

/** A schedule whose runs can be under way at the same time. */
export interface OverlappingInterval {
  readonly schedule: Schedule;
  /** The function that is run, where it stands in this file. */
  readonly fn: FunctionNode | undefined;
  /** What a run starts, and may not have ended when the next run starts it again. */
  readonly work: TSESTree.Node;
  /** `likely`; `rare`: a run seldom takes that long; `opaque`: this file does not show what the work is. */
  readonly is: "likely" | "rare" | "opaque";
}

/** In source order. */
export const overlappingIntervals = perFile((file): readonly OverlappingInterval[] =>
  schedules(file).flatMap((schedule) => {
    const fn = functionMeant(file, schedule.callback);
    if (!fn) return [];
    const open = openWork(file, workerOf(file, fn), new Set());
    const [first] = open;
    const is = first && kindOf(file, schedule, fn, open);
    return first && is ? [{ schedule, fn, work: first.node, is }] : [];
  }),
);

/** What a callback calls that does nothing else, and is not handed a promise: `() => this.poll()`. */
function workerOf(file: File, fn: FunctionNode): FunctionNode {
  const [only = fn.body, ...more] = fn.body.type === "BlockStatement" ? fn.body.body : [fn.body];
  const call = bare(only.type === "ExpressionStatement" ? only.expression : only);
  const callee = call.type === "CallExpression" && more.length === 0 && isPromise(file, call) !== "yes" ? calleeOf(file, call) : undefined;
  return callee && !callee.async && !callee.generator && callee !== fn ? callee : fn;
}

const short = 5000;

/** Runs that hardly ever meet, and do no harm when they do, are no overlap to speak of. */
function kindOf(file: File, schedule: Schedule, fn: FunctionNode, open: readonly OpenWork[]): OverlappingInterval["is"] | undefined {
  const harms = new Set(open.flatMap((work) => work.harms));
  const longest = longestOf(open);
  if (longest === "unknown" || (longest !== "none" && longest < (schedule.period ?? schedule.usual ?? 0))) return undefined;
  const names = [nameOf(fn), holderOf(schedule)];
  if (open.every(({ node }) => says(file, node, watchingWords)) || names.some((name) => saysName(name, watchingWords))) return harms.has("itself") ? "rare" : undefined;
  // the period is set elsewhere, by somebody who may know the limit
  if (longest !== "none" && schedule.period === undefined) return longest > short ? "rare" : undefined;
  if (schedule.isSlow) return harms.has("itself") || (harms.has("elements") && open.some(({ isKnown }) => isKnown)) ? "rare" : undefined;
  const isSweep = open.every(({ node }) => says(file, node, sweepingWords)) || names.some((name) => saysName(name, sweepingWords));
  // a limit beyond the period says that somebody expects a run to take that long
  const isQuestion = harms.size === 0 && longest === "none";
  if (schedule.usual !== undefined && schedule.usual > short && (isQuestion || isSweep)) return undefined;
  if (open.some(({ isKnown }) => isKnown)) return isFelt(file, schedule, open, harms) ? "likely" : "rare";
  return open.every(({ node }) => isMessage(file, node)) || isGuardedInPart(file, fn) ? undefined : "opaque";
}

/** Whether somebody would mind two runs at once. An older answer that wins for one long period, a page that asks twice, and what is only renewed are nothing much. */
function isFelt(file: File, { usual }: Schedule, open: readonly OpenWork[], harms: ReadonlySet<Harm>): boolean {
  if (runsInPage(file) || open.every(({ node }) => says(file, node, renewingWords))) return false;
  return harms.size !== 1 || !harms.has("answer") || (usual !== undefined && usual <= short);
}

/** A run whose main work guards itself, and only a question before it does not. */
function isGuardedInPart(file: File, fn: FunctionNode): boolean {
  return [...startsIn(file, fn, false)].some((start) => {
    const call = chainStart(start.type === "AwaitExpression" ? bare(start.argument) : start);
    const callee = isCall(call) ? calleeOf(file, call) : undefined;
    return callee !== undefined && [...startsIn(file, callee, true)].some((inner) => isHeldBack(file, callee, inner));
  });
}

/** Work that may still be under way when the next run comes. */
interface OpenWork {
  readonly node: TSESTree.Node;
  readonly duration: Duration;
  readonly isKnown: boolean;
  readonly harms: readonly Harm[];
}

/** A list of which nobody knows how long it is: it is taken for this many, one after the other. */
const severalElements = 10;

function inTurn(duration: Duration, harms: readonly Harm[]): Duration {
  return typeof duration === "number" && harms.includes("elements") ? duration * severalElements : duration;
}

/** How long all of it can take together. What cannot be seen may be bounded. */
function longestOf(works: readonly Pick<OpenWork, "duration">[]): Duration {
  const durations = works.map(({ duration }) => duration);
  if (durations.includes("none")) return "none";
  return durations.reduce<Duration>((sum, duration) => (typeof sum === "number" && typeof duration === "number" ? sum + duration : "unknown"), 0);
}

/** The name that the handle of a timer is kept under: `this.heartbeatTimer = setInterval(…)`. */
function holderOf({ call }: Schedule): string | undefined {
  const { parent } = dressed(call);
  if (parent?.type === "VariableDeclarator") return nameIn(parent.id);
  return parent?.type === "AssignmentExpression" ? nameIn(bare(parent.left)) : undefined;
}

/** `this.heartbeat()`, `fetch("ping")`, `updateMetrics()` */
function says(file: File, work: TSESTree.Node, words: readonly string[]): boolean {
  const texts = [...descendants(file, work)].flatMap((node) => (node.type === "Identifier" || node.type === "PrivateIdentifier" ? [node.name] : node.type === "Literal" && typeof node.value === "string" ? [node.value] : []));
  return texts.some((name) => saysName(name, words));
}

function saysName(name: string | undefined, words: readonly string[]): boolean {
  return name !== undefined && /^[\w$]+$/.test(name) && ((words === watchingWords && /keep_?alive/i.test(name)) || wordsOf(name).some((word) => words.includes(word)));
}

/** What a function starts that no guard keeps a second run from starting as well, in source order. */
function openWork(file: File, fn: FunctionNode, seen: Set<FunctionNode>): readonly OpenWork[] {
  if (seen.has(fn) || seen.size > 12) return [];
  seen.add(fn);
  return [...startsIn(file, fn, seen.size > 1)].flatMap((start) => {
    if (isHeldBack(file, fn, start)) return [];
    const call = chainStart(start.type === "AwaitExpression" ? bare(start.argument) : start);
    const callee = isCall(call) ? calleeOf(file, call) : undefined;
    const harms = harmsOf(file, fn, start);
    if (callee) {
      const inner = openWork(file, callee, seen);
      const [first] = inner;
      return first ? [{ node: call, duration: longestOf(inner.filter((work) => work === first || work.isKnown)), isKnown: true, harms: [...harms, ...inner.flatMap((work) => work.harms)] }] : [];
    }
    return [{ node: call, duration: inTurn(durationOf(file, call), harms), isKnown: isCall(call) && (factOf(file, "remote", call) ?? factOf(file, "promises", call)) !== undefined, harms }];
  });
}

/** Where a run of a function waits for something, or starts something that goes on. */
function* startsIn(file: File, fn: FunctionNode, isCalled: boolean): Generator<TSESTree.Node> {
  for (const node of descendants(file, fn.body, (inner) => !isClass(inner) && !(isFunction(inner) && inner !== fn.body && !isSameRun(file, inner)))) {
    if (node.type === "AwaitExpression") {
      if (isWork(file, node.argument)) yield node;
    } else if (node.type === "ForOfStatement" && node.await) yield node.right;
    else if (node.type === "CallExpression" && startsWork(file, node) && (!isCalled || isReturned(node))) yield node;
  }
}

/** What a function hands to its caller; the rest of what it starts by the way is no part of its work. */
function isReturned(call: TSESTree.CallExpression): boolean {
  const end = dressed(chainEnd(call)).parent;
  return end?.type === "ReturnStatement" || (end?.type === "ArrowFunctionExpression" && end.body !== call.callee);
}

/** A callback that runs as a part of the function around it: called in place, for each element, or when a promise has settled. */
function isSameRun(file: File, fn: FunctionNode): boolean {
  const callback = callbackOf(fn);
  if (isImmediatelyCalled(fn)) return true;
  return callback !== undefined && (chainMethod(callback.call) !== undefined || runsIt(file, callback.call) || callbackUse(file, callback.call, callback.argument)?.runs === "sync");
}

/** A lock or a limiter: the work is that of the function which it is given. */
function runsIt(file: File, call: Call): boolean {
  return factOf(file, "scoped", call) !== undefined || factOf(file, "limiters", call) !== undefined;
}

/** `await null` and `await Promise.resolve()` wait for nothing. */
function isWork(file: File, awaited: TSESTree.Node): boolean {
  const node = bare(awaited);
  if (isCall(node) && (runsIt(file, chainStart(node) as Call) || takesLock(file, node))) return false;
  return isCall(node) || node.type === "ImportExpression" || node.type === "TaggedTemplateExpression" ? !isSettled(file, node) : isPromise(file, node) === "yes";
}

/** Whoever waits for a lock does nothing yet. */
function takesLock(file: File, call: Call): boolean {
  const lock = factOf(file, "acquires", call)?.fact;
  return lock !== undefined && lock.lock !== false;
}

function isSettled(file: File, node: TSESTree.Node): boolean {
  return node.type === "CallExpression" && /^Promise\.(?:resolve|reject)$/.test(file.source.getText(node.callee));
}

/** A call that nobody waits for here, and whose work goes on after it has returned. */
function startsWork(file: File, call: TSESTree.CallExpression): boolean {
  if (chainStart(call) !== call || runsIt(file, call) || isSettled(file, call) || isImmediatelyCalledBy(call)) return false;
  const end = dressed(chainEnd(call));
  if (end.parent?.type === "AwaitExpression") return false;
  const remote = factOf(file, "remote", call)?.fact;
  if (remote) return remote.returns !== "void";
  return factOf(file, "callbacks", call)?.fact.errorFirst === true || ((isPromise(file, call) === "yes" || isPromise(file, bare(end)) === "yes") && !isCombination(file, call));
}

/** What stands in a function that is called in place is looked at by itself. */
function isImmediatelyCalledBy(call: TSESTree.CallExpression): boolean {
  return isFunction(bare(call.callee));
}

/** `Promise.all([a(), b()])` starts nothing: its elements do. */
function isCombination(file: File, call: TSESTree.CallExpression): boolean {
  return /^Promise\.\w+$/.test(file.source.getText(call.callee));
}

function isHeldBack(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  let node = start;
  for (const around of functionsAround(start)) {
    if (isBehindFlag(file, { fn: around, node }) && !isTakenDownEarly(file, around, node)) return true;
    node = around;
    if (around === fn) break;
  }
  return hasOwnShare(file, fn, start) || asksWhetherWanted(file, fn, start) || isExclusive(file, start) || endsEarlierRun(file, fn, start) === "abort" || isStoppedBefore(file, fn, start);
}

/** The flag that a run raises is taken down while the work goes on, since nobody waits for that, or was taken down before it. */
function isTakenDownEarly(file: File, fn: FunctionNode, node: TSESTree.Node): boolean {
  const own = writesIn(file, fn).filter((write) => isSharedIn(file, write.place, fn));
  const raised = own.filter(({ value, node: write }) => !isLowering(value) && write.range[0] < node.range[1]);
  const lowered = own.filter((write) => isLowering(write.value) && raised.some(({ place }) => place.key === write.place.key));
  const flow = flowOf(file, fn);
  if (node.type !== "AwaitExpression") return lowered.some(({ node: write }) => !isFunction(node) && flow.reaches(node, write) && flow.suspensionsBetween(node, write).length === 0);
  return lowered.length > 0 && lowered.some(({ node: write }) => flow.reaches(write, node) && !raised.some(({ node: raise }) => flow.reaches(raise, node, (other) => other === write)));
}

function isLowering(value: TSESTree.Node | undefined): boolean {
  const written = value && bare(value);
  return written === undefined || (written.type === "Literal" && !written.value) || (written.type === "Identifier" && written.name === "undefined");
}

/** A later step looks whether its run is still the newest. */
function asksWhetherWanted(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  const home = functionOf(start) ?? fn;
  return [...descendants(file, home.body)].some((node) => node.type === "IfStatement" && node.range[0] > start.range[0] && guardIn(file, node.test, home) === "token");
}

/** The schedule is ended on the way to the work: `clearInterval(timer); await finish();`. */
function isStoppedBefore(file: File, fn: FunctionNode, start: TSESTree.Node): boolean {
  for (const node of descendants(file, fn.body)) {
    if (node.range[0] >= start.range[0]) return false;
    if (node.type !== "CallExpression" || !(isStopper(file, node) || isNamedStop(file, node)) || functionOf(node) !== functionOf(start)) continue;
    const block = dressed(node).parent?.parent;
    if (block && isWithin(start, block)) return true;
  }
  return false;
}

/** `job.stop()` */
function isNamedStop(file: File, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && callee.property.type === "Identifier" && /^(?:stop|cancel|pause)$/.test(callee.property.name) && call.arguments.length === 0 && placeOf(file, callee.object) !== undefined;
}
