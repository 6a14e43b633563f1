import type { TSESTree } from "@typescript-eslint/utils";
import { mayBeAsync } from "../promises/asynchrony.js";
import { variableOf } from "../places/bindings.js";
import { asyncCallbacks } from "../promises/callbacks.js";
import { chainStart, detachmentOf, mayDetach, type Detachment } from "../promises/detached.js";
import { discards, voided } from "../promises/discards.js";
import { feedOf } from "../places/feeding.js";
import type { File } from "../file.js";
import { endsProgram } from "../flow/endings.js";
import { flowOf } from "../flow/flow.js";
import { settingNames } from "../../knowledge/handlers.js";
import { effectOf } from "../effects.js";
import { isChanging } from "../shared-state/changing-inputs.js";
import { isHeldBack } from "../shared-state/held-back.js";
import { calleeOf, callbackOf, callGraph, functionMeant, functionOf, functionsAround, isImmediatelyCalled, nameOf } from "../functions.js";
import { checkBefore, endsEarlierRun } from "../guards.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isCall, isWithin, nodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { repetitionAround, runsOnce } from "../overlap.js";
import { perFile } from "../per-file.js";
import { isSharedIn, placeOf, writes, type Write } from "../places/places.js";
import { writesWithin } from "../places/write-index.js";
import { chainMethod } from "../promises/promises.js";
import { isSerial } from "../serial.js";

/** A write to shared state of what a function was given, after that function has returned. */
export interface DetachedWrite {
  readonly setter: FunctionNode;
  readonly write: Write;
  readonly detachment: Detachment;
}

/** Detached work that writes several places is told once, by its first write. */
export const detachedWrites = perFile((file): readonly DetachedWrite[] => {
  const found = new Map<Call, DetachedWrite>();
  if (!mayDetach(file)) return [];
  for (const write of writes(file)) {
    // a function that is kept for later is no value of the call's
    if (!write.value || write.adds || functionMeant(file, write.value)) continue;
    const helper = mayBeDetached(write.node) ? undefined : siteOfHelper(file, write);
    const site = mayBeDetached(write.node) ? { node: write.node, value: write.value, isHelped: false } : helper && mayBeDetached(helper.node) ? helper : undefined;
    const detachment = site && detachmentOf(file, site.node);
    // at once, and beside what other keys hold: nobody can see the difference
    const isUnseen = detachment?.isNext && write.place.element && write.place.element.type !== "Literal";
    // a component reads its state when it is rendered next, whether it was set now or a moment later
    // and an answer when it comes
    const isAnswer = detachment !== undefined && chainMethod(detachment.call) !== undefined;
    if (!detachment || found.has(detachment.call) || isUnseen || ((detachment.keepsOrder || isAnswer) && isState(file, write))) continue;
    const setter = setterOf(file, write, site, detachment.call);
    if (setter && !isOrdered(file, site, detachment, setter)) found.set(detachment.call, { setter, write, detachment });
  }
  return [...found.values()];
});

/** Where a write runs, as the function that may be the setter sees it, and what it writes there. */
interface Site {
  readonly node: TSESTree.Node;
  readonly value: TSESTree.Node;
  /** It is the call of a helper that does the writing. */
  readonly isHelped: boolean;
}

/** Only a function that stands in another one can be detached from it: a look that spares the rest. */
function mayBeDetached(node: TSESTree.Node): boolean {
  const fn = functionOf(node);
  return fn !== undefined && functionOf(fn) !== undefined;
}

/** `setTimeout(() => this.apply(value), 10)`: the one call of a function of the file that writes what it is given. */
function siteOfHelper(file: File, { node, place, value, fn }: Write): Site | undefined {
  if (!fn || !value || fn.async || fn.generator || !isSharedIn(file, place, fn)) return undefined;
  const [call, ...others] = callGraph(file).callersOf(fn);
  const receiver = call && bare(call.callee);
  if (!call || others.length > 0 || functionOf(call) === fn || checkBefore(file, node, fn)) return undefined;
  if (place.root === "this" && !(receiver?.type === "MemberExpression" && receiver.object.type === "ThisExpression")) return undefined;
  const index = fn.params.findIndex((parameter) => feedOf(file, value, fn, parameter) === "directly");
  const given = call.arguments[index];
  return given && { node: call, value: given, isHelped: true };
}

const helpedWrites = perFile((file) =>
  writes(file).flatMap((write) => {
    const site = siteOfHelper(file, write);
    return site ? [{ write, site }] : [];
  }),
);

/** The function around the detached work whose parameter is written; what was waited for is a value of the call's where its name says that it sets something. What a helper is given after a wait answers the call's question, and is no value of its own. */
function setterOf(file: File, write: Write, { value, isHelped }: Site, detachment: TSESTree.Node): FunctionNode | undefined {
  for (const fn of functionsAround(detachment)) {
    const feed = feedOf(file, value, fn);
    const callback = callbackOf(fn);
    const isOfElement = callback !== undefined && factOf(file, "callbacks", callback.call)?.fact.runs === "sync";
    // `rows.map((_, index) => setTimeout(() => setShown(index + 1), index * 50))`: one run, and nobody sets anything to an element, unless the list is given
    if (feed && isOfElement) continue;
    if (feed && isMadeOfKey(file, write, value, fn)) return undefined;
    if (feed) return isSharedIn(file, write.place, fn) && !(feed === "through" && (isHelped || !settingNames.test(nameOf(fn) ?? "") || isKeyedByInput(file, write, fn) || isState(file, write))) ? fn : undefined;
    const isSameRun = isImmediatelyCalled(fn) || isOfElement;
    if (!isSameRun) return undefined;
  }
  return undefined;
}

/** `load(id).then((user) => setUser(user))`: a component shows an answer when it comes; which of two comes last is the question of stale writes. */
function isState(file: File, { node }: Write): boolean {
  return isCall(node) && factOf(file, "setters", node) !== undefined;
}

/** `this.users[id] = await load(id)`: answers to different questions go to different places; so they do under a key that the call makes for itself. */
function isKeyedByInput(file: File, { place: { element } }: Write, fn: FunctionNode): boolean {
  const own = element && variableOf(file, element)?.defs[0];
  return element !== undefined && (feedOf(file, element, fn) !== undefined || (own !== undefined && isWithin(own.name, fn)));
}

/** `cache.set(keyOf(code, language), highlight(code, language))`: whatever the value is made of is in its key, so two calls that write one place write the same. */
function isMadeOfKey(file: File, { place: { element } }: Write, value: TSESTree.Node, fn: FunctionNode): boolean {
  const fed = fn.params.filter((parameter) => feedOf(file, value, fn, parameter) !== undefined);
  return element !== undefined && fed.length > 0 && fed.every((parameter) => feedOf(file, element, fn, parameter) !== undefined);
}

function isOrdered(file: File, { node }: Site, detachment: Detachment, setter: FunctionNode): boolean {
  return runsOnce(file, setter) || checkBefore(file, node, detachment.work) !== undefined || endsEarlierRun(file, setter, detachment.call) !== undefined || isThrottled(file, setter, detachment);
}

/** The handle of the timer is kept in a place that is tested before the next one is set. */
function isThrottled(file: File, setter: FunctionNode, { call }: Detachment): boolean {
  const kept = call.parent.type === "AssignmentExpression" ? placeOf(file, call.parent.left) : undefined;
  if (!kept) return false;
  return nodes(file).of("IfStatement").some((node) => isWithin(node, setter) && file.source.getText(node.test).includes(kept.key));
}

/** A function whose write of what it is given comes after a suspension: whoever does not wait for it cannot know when. */
export interface AsyncSetter {
  readonly fn: FunctionNode;
  readonly write: Write;
  readonly suspension: TSESTree.Node;
}

/** Whether a function is such a setter. Asked only of functions whose promise somebody throws away: few are. */
export function asyncSetterOf(file: File, fn: FunctionNode): AsyncSetter | undefined {
  const known = asyncSetters(file);
  if (!known.has(fn)) known.set(fn, findAsyncSetter(file, fn));
  return known.get(fn);
}

const asyncSetters = perFile(() => new Map<FunctionNode, AsyncSetter | undefined>());

function findAsyncSetter(file: File, fn: FunctionNode): AsyncSetter | undefined {
  if (runsOnce(file, fn)) return undefined;
  const own = writesWithin(file, fn).map((write) => ({ write, site: { node: write.node, value: write.value } }));
  const helped = helpedWrites(file).filter(({ write, site }) => isWithin(site.node, fn) && !isWithin(write.node, fn));
  for (const { write, site } of [...own, ...helped]) {
    // each key is a place of its own
    if (!site.value || write.adds || write.place.element || !isSharedIn(file, write.place, fn) || feedOf(file, site.value, fn) !== "directly" || detachmentOf(file, site.node)) continue;
    const late = lateIn(file, site.node);
    if (late?.fn !== fn || checkBefore(file, site.node, fn) || endsEarlierRun(file, fn, late.suspension) || waitsItsTurn(file, late.suspension, write)) continue;
    if (isState(file, write) && !isAskedWithValue(file, write, fn, late.suspension)) continue;
    return { fn, suspension: late.suspension, write };
  }
  return undefined;
}

/** `while (this.sending) await this.sending; this.sending = send(text);`: the place is what keeps the calls in order. */
function waitsItsTurn(file: File, suspension: TSESTree.Node, { place }: Write): boolean {
  return placeOf(file, bare(workOf(suspension)))?.key === place.key;
}

/**
 * A component shows what was done last. Two calls change places where the work takes as long as what it is given asks
 * for: `onFile(file)` that reads the file first. An action builds on what is there, and of two failures either may be shown.
 */
function isAskedWithValue(file: File, { node, value }: Write, fn: FunctionNode, suspension: TSESTree.Node): boolean {
  const given = fn.params.filter((parameter) => feedOf(file, value as TSESTree.Node, fn, parameter) === "directly");
  return !isAction(value) && !isInCatch(node, fn) && given.some((parameter) => feedOf(file, workOf(suspension), fn, parameter) !== undefined);
}

function workOf(suspension: TSESTree.Node): TSESTree.Node {
  return suspension.type === "AwaitExpression" ? suspension.argument : suspension;
}

/** `dispatch({ type: "add", tag })` */
function isAction(value: TSESTree.Node | undefined): boolean {
  return value?.type === "ObjectExpression" && value.properties.some((one) => one.type === "Property" && propertyName(one) === "type");
}

function isInCatch(node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let outer = node.parent; outer && outer !== fn; outer = outer.parent) if (outer.type === "CatchClause") return true;
  return false;
}

/** The function whose result waits for a write, and the suspension before it. */
function lateIn(file: File, step: TSESTree.Node): { readonly fn: FunctionNode; readonly suspension: TSESTree.Node } | undefined {
  let [node, suspension]: [TSESTree.Node, TSESTree.Node | undefined] = [step, undefined];
  for (let fn = functionOf(node); fn; node = fn, fn = functionOf(fn)) {
    if (fn.async) suspension = flowOf(file, fn).suspensionsBefore(node).at(-1) ?? suspension;
    const callback = callbackOf(fn);
    if (!callback) return suspension && { fn, suspension };
    const { call } = callback;
    if (chainMethod(call) !== undefined) suspension ??= call;
    // one at a time, in the order of the calls: only what is waited for before it can change that
    else if (isSerial(file, call)) suspension = undefined;
    else if (factOf(file, "limiters", call)) suspension ??= call;
    else if (!factOf(file, "scoped", call)) return suspension && { fn, suspension };
  }
  return undefined;
}

/** `emitter.on("state", (state) => task.setState(state))`: the body is the result, and nobody reads it. */
function arrowsWithDroppedResult(file: File): { readonly expression: TSESTree.Node; readonly holder: TSESTree.Node }[] {
  return asyncCallbacks(file).flatMap(({ fn, use }) => (use.result === "dropped" && !fn.async && fn.body.type !== "BlockStatement" ? [{ expression: bare(fn.body), holder: fn }] : []));
}

/** A call of an async setter whose promise nobody looks at. */
export interface DiscardedSetter {
  readonly call: TSESTree.CallExpression;
  readonly setter: AsyncSetter;
  /** The statement, or the arrow function whose result is dropped. */
  readonly holder: TSESTree.Node;
  /** The expression that is thrown away: the call itself, or the chain it starts. */
  readonly expression: TSESTree.Node;
  /** It is made again and again on the same receiver, without waiting for the one before. */
  readonly inLoop: boolean;
  /** A second such call on the same receiver, in the same function. */
  readonly followedBy: TSESTree.Node | undefined;
}

export const discardedSetters = perFile((file): readonly DiscardedSetter[] => {
  if (!mayBeAsync(file)) return [];
  const dropped = [
    ...discards(file).map(({ expression, statement }) => ({ expression, holder: statement })),
    ...voided(file).map(({ expression }) => ({ expression, holder: expression })),
    ...arrowsWithDroppedResult(file),
  ];
  const calls = dropped.flatMap(({ expression, holder }) => {
    const call = chainStart(expression);
    const callee = call.type === "CallExpression" ? calleeOf(file, call) : undefined;
    const setter = callee && asyncSetterOf(file, callee);
    return setter && call.type === "CallExpression" && functionOf(call) !== callee && givesValue(file, call, setter) ? [{ call, setter, holder, expression }] : [];
  });
  return calls.flatMap((one) => {
    const loop = repetitionAround(file, one.call);
    const followedBy = loop ? undefined : calls.find((other) => follows(file, one, other))?.call;
    const caller = functionOf(one.call);
    const mayOverlap = loop ? !isOfEachElement(file, one.call, loop) : followedBy !== undefined || (caller !== undefined && !runsOnce(file, caller));
    const isHeld = caller !== undefined && isHeldBack(file, [one.setter.fn, caller], one.setter.suspension);
    return mayOverlap && !isHeld && !isFollowedByEnd(file, one.expression) && !isOfSettledEffect(file, one.call, caller) ? [{ ...one, inLoop: loop !== undefined, followedBy }] : [];
  });
});

/** An effect begins it once for each of its inputs, and nothing shows that what is handed over is ever another. */
function isOfSettledEffect(file: File, call: TSESTree.CallExpression, caller: FunctionNode | undefined): boolean {
  if (!caller || effectOf(file, caller)?.fact.cleanup !== "returned") return false;
  const inputs = call.arguments.flatMap((argument) => [...descendants(file, argument)]).filter((node) => node.type === "Identifier" || node.type === "MemberExpression");
  return !inputs.some((node) => isChanging(file, { node, variable: node.type === "Identifier" ? variableOf(file, node) : undefined }));
}

/** A link of the chain ends the program: nothing comes after it. */
function isFollowedByEnd(file: File, expression: TSESTree.Node): boolean {
  return [...descendants(file, expression)].some((node) => node.type === "CallExpression" && endsProgram(file, node));
}

/** The call hands over what is written: an optional parameter that is left out, or what the place holds already, writes nothing new. */
function givesValue(file: File, call: TSESTree.CallExpression, { fn, write }: AsyncSetter): boolean {
  const { value } = isWithin(write.node, fn) ? write : (siteOfHelper(file, write) ?? write);
  return fn.params.some((parameter, index) => call.arguments[index] !== undefined && !isWhatItHolds(file, call.arguments[index], write) && feedOf(file, value as TSESTree.Node, fn, parameter) !== undefined);
}

/** `this.state`, a part of it, or `this.state ?? none`; `this.step + 1` is a new value. */
function isWhatItHolds(file: File, argument: TSESTree.Node, { place }: Write): boolean {
  const node = bare(argument);
  const given = node.type === "LogicalExpression" ? bare(node.left) : node;
  return (given.type === "MemberExpression" || given.type === "Identifier") && file.source.getText(given).startsWith(place.text);
}

type SetterCall = Pick<DiscardedSetter, "call" | "setter">;

/** The receiver is another one on each turn: `for (const task of tasks) void task.setState("done")`. */
function isOfEachElement(file: File, call: TSESTree.CallExpression, loop: TSESTree.Node): boolean {
  const root = call.callee.type === "MemberExpression" ? placeOf(file, call.callee.object)?.root : undefined;
  return typeof root === "object" && root.defs[0] !== undefined && isWithin(root.defs[0].name, loop);
}

function follows(file: File, one: SetterCall, other: SetterCall): boolean {
  const isLater = other.call.range[0] > one.call.range[0] && other.setter === one.setter && functionOf(other.call) === functionOf(one.call);
  return isLater && receiverOf(file, other.call) === receiverOf(file, one.call);
}

function receiverOf(file: File, call: TSESTree.CallExpression): string {
  return call.callee.type === "MemberExpression" ? file.source.getText(call.callee.object) : "";
}
