import type { TSESTree } from "@typescript-eslint/utils";
import { actingEvents, onceEvents, onceOption, requestNames, updateMethods } from "../knowledge/handlers.js";
import { discards, voided } from "./promises/discards.js";
import { chainStart } from "./promises/detached.js";
import { effectOf, type Effect } from "./effects.js";
import type { File } from "./file.js";
import { callbackOf, functionOf, isImmediatelyCalled, nameOf } from "./functions.js";
import { factOf } from "./libraries/libraries.js";
import { bare, isCall, propertyName, type FunctionNode } from "./nodes.js";
import { isMethod, mentionsOf, type Mention } from "./flow/mentions.js";
import { runsOnce } from "./overlap.js";
import { perFile } from "./per-file.js";
import { chainMethod } from "./promises/promises.js";

/** One of the functions that a run goes through, and the call by which the one around it runs it. */
export interface Frame {
  /** The outermost function of it: what stands in it and belongs to the same run is not told apart. */
  readonly fn: FunctionNode;
  /** `undefined` for the function that starts the run. */
  readonly call: TSESTree.CallExpression | undefined;
}

/** A way in which a step comes to be run, by a function that can be running already. */
export interface Run {
  /** `likely`: an effect, a handler, a function nobody waits for. `possible`: a function that others may call at any time. */
  readonly overlap: "likely" | "possible";
  /** From the function that the step stands in to the one that starts the run. */
  readonly frames: readonly Frame[];
  readonly entry: FunctionNode;
  readonly effect: Effect | undefined;
  /** Where the entry is named as a handler, if it is one. */
  readonly heard?: readonly Mention[];
}

/** The ways in which a step comes to be run while an earlier run of the same function may be under way. */
export function runsOf(file: File, step: TSESTree.Node): readonly Run[] {
  const fn = outermost(file, step);
  if (!fn) return [];
  const known = runs(file).get(fn);
  if (known) return known;
  const found = [...startedBy(file, [{ fn, call: undefined }])].sort((one, other) => (one.overlap === other.overlap ? 0 : one.overlap === "likely" ? -1 : 1));
  runs(file).set(fn, found);
  return found;
}

const runs = perFile(() => new Map<FunctionNode, readonly Run[]>());

/** The function whose run a step belongs to, through callbacks that run within it; `undefined` at the top level. */
export function outermost(file: File, step: TSESTree.Node): FunctionNode | undefined {
  const start = functionOf(step);
  if (start === undefined) return undefined;
  const known = outermosts(file).get(start);
  if (known !== undefined) return known ?? undefined;
  let fn: FunctionNode | undefined = start;
  while (fn && belongsToOuter(file, fn)) fn = functionOf(fn);
  outermosts(file).set(start, fn ?? null);
  return fn;
}

/** The steps of a function all belong to the same run. */
const outermosts = perFile(() => new Map<FunctionNode, FunctionNode | null>());

/** Called in place, or handed to a call that runs it as a part of what its own function does. */
function belongsToOuter(file: File, fn: FunctionNode): boolean {
  if (isImmediatelyCalled(fn)) return true;
  const call = callbackOf(fn)?.call;
  if (!call || effectOf(file, fn)) return false;
  if (chainMethod(call) !== undefined || factOf(file, "scoped", call) || factOf(file, "limiters", call) || factOf(file, "retries", call)) return true;
  const timer = factOf(file, "timers", call)?.fact;
  if (timer) return !timer.repeats;
  const use = factOf(file, "callbacks", call)?.fact;
  // an action that somebody else waits for is started by that somebody
  return use?.runs === "sync" && use.result !== "awaited";
}

function* startedBy(file: File, frames: readonly [Frame, ...Frame[]]): Generator<Run> {
  const { fn } = frames.at(-1) as Frame;
  const effect = effectOf(file, fn);
  if (effect && !effect.fact.handsBack) {
    if (isRunAgain(effect)) yield { overlap: "likely", frames, entry: fn, effect };
    return;
  }
  if (runsOnce(file, fn)) return;
  const mentions = mentionsOf(file, fn);
  const heard = mentions.filter(({ as, event }) => as === "handler" && !actingEvents.includes(event ?? "") && !onceEvents.includes(event ?? ""));
  const isHandler = isUpdate(fn) || heard.length > 0;
  if (isHandler) yield { overlap: "likely", frames, entry: fn, effect: undefined, heard };
  for (const { call } of mentions) yield* startedByCall(file, frames, call);
  // what is handed to a call that nothing is known about may well be run once
  if (isHandler || mentions.some(({ node }) => isCall(node.parent) && bare(node.parent.callee) !== bare(node) && bare(node) === fn)) return;
  const home = functionOf(fn);
  const isGivenOut = home !== undefined && mentions.some(({ as }) => as === "returned") && !isOfRequest(home);
  const isKept = (isMethod(fn) && !asksTheSame(file, fn)) || mentions.length === 0 || mentions.some(({ as }) => as === "handed");
  if (isGivenOut || isKept) yield { overlap: isGivenOut ? "likely" : "possible", frames, entry: fn, effect: undefined };
}

function* startedByCall(file: File, frames: readonly [Frame, ...Frame[]], call: TSESTree.CallExpression | undefined): Generator<Run> {
  const last = frames.at(-1) as Frame;
  const caller = call && outermost(file, call);
  if (!call || !caller || frames.some(({ fn }) => fn === caller)) return;
  const isUnwaited = (dropped(file).has(call) || letsGo(file, last.fn)) && !runsOnce(file, caller);
  // what the call is given matters where the caller's own run is known; otherwise it is given something else each time
  const through: readonly [Frame, ...Frame[]] = [...frames.slice(0, -1), { fn: last.fn, call }, { fn: caller, call: undefined }] as never;
  if (frames.length < 4) yield* startedBy(file, through);
  if (isUnwaited && !effectOf(file, caller) && !asksTheSame(file, last.fn)) yield { overlap: "likely", frames, entry: last.fn, effect: undefined };
}

/** What a function that is given a request makes belongs to that request. */
function isOfRequest({ params }: FunctionNode): boolean {
  return params.some((parameter) => parameter.type === "Identifier" && requestNames.test(parameter.name));
}

/** `const show = (id) => { load(id).then(setUser); }`: whoever calls it cannot wait for what it starts. */
export function letsGo(file: File, fn: FunctionNode): boolean {
  return !fn.async && droppers(file).has(fn);
}

/** A method that is run at each change of what its component is given. */
export function isUpdate(fn: FunctionNode): boolean {
  return isMethod(fn) && updateMethods.includes(nameOf(fn) ?? "");
}

/** Whatever the file calls a function with is the same each time: `this.load(this.client)`. */
function asksTheSame(file: File, fn: FunctionNode): boolean {
  const given = mentionsOf(file, fn).flatMap(({ call }) => (call ? [call.arguments.map((argument) => file.source.getText(argument)).join()] : []));
  return new Set(given).size === 1 && given.every((text) => /^(?:\w+\()?this\.\w+!?\)?$/.test(text));
}

/** `watch(id, show, { once: true })` */
function isSaidOnce(options: TSESTree.Node): boolean {
  return options.type === "ObjectExpression" && options.properties.some((one) => one.type === "Property" && propertyName(one) === onceOption && one.value.type === "Literal" && one.value.value === true);
}

/** With an empty list it is run once, and so with the option that says it. */
function isRunAgain({ call, fact, dependencies }: Effect): boolean {
  if (call.arguments.some((given) => isSaidOnce(given))) return false;
  const list = fact.dependencies === null ? undefined : call.arguments[fact.dependencies];
  return dependencies === "any" || dependencies.size > 0 || (list !== undefined && bare(list).type !== "ArrayExpression");
}

/** The calls whose promise is thrown away, or whose chain is. */
const dropped = perFile((file): ReadonlySet<TSESTree.Node> => new Set([...discards(file), ...voided(file)].map(({ expression }) => chainStart(expression))));

/** The functions in which somebody throws something away. */
const droppers = perFile((file) => new Set([...dropped(file)].map((start) => functionOf(start))));
