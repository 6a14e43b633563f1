import type { TSESTree } from "@typescript-eslint/utils";
import { endingName } from "../../knowledge/failures.js";
import type { EmitterFact } from "../../knowledge/library.js";
import { globalName } from "../places/bindings.js";
import { nameIn } from "../libraries/dispensables.js";
import { emitterOf, hearing, type Emitter } from "./emitters.js";
import type { File } from "../file.js";
import { functionMeant, functionOf } from "../functions.js";
import { bare, callsOf, descendants, dressed, isCall, isFunction, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { registrationOf } from "../registrations.js";
import type { Gap } from "./settlement-gaps.js";
import type { Deferred, Use } from "../promises/settlers.js";
import { heardBy, type Heard } from "./unheard-failures.js";

/**
 * Where a listener hears that the one emitter has failed which could settle a promise, and returns without settling
 * it: no event of success comes any more. What `gapIn` gives is the first path through a function that settles nothing.
 */
export function unansweredFailure(file: File, deferred: Deferred, gapIn: (fn: FunctionNode) => Gap | undefined): Gap | undefined {
  const { executor } = deferred;
  const heard = executor && settlesBy(file, deferred, executor);
  if (!heard || !canOnlyFail(heard.fact) || hearing(file).isGivenAway(heard.emitter)) return undefined;
  const listeners = listenersIn(file, executor, heard);
  const gaps = listeners.map((listener) => gapOf(file, listener, heard.emitter, gapIn));
  const index = listeners.findIndex(({ event }) => event === "error");
  return gaps.every((gap) => gap !== undefined) ? gaps[index] : undefined;
}

/** After a failure of this emitter nothing comes that would settle the promise. */
function canOnlyFail({ goesOn, failure }: EmitterFact): boolean {
  return goesOn !== true && failure.includes("error");
}

/** The emitter whose success alone settles a promise, and that starts within the executor. */
function settlesBy(file: File, { uses }: Deferred, executor: FunctionNode): Heard | undefined {
  const registered = uses.filter(({ fn, as }) => fn === executor && as !== "call");
  const heard = registered.map((use) => heardBy(file, use));
  const first = heard.find((one) => one !== undefined);
  if (!first || !isCall(first.emitter.root) || !isWithin(first.emitter.root, executor)) return undefined;
  if (uses.some(({ as }) => as === "elsewhere") || heard.some((one) => one?.fact.always?.includes(one.event))) return undefined;
  return registered.every((use, index) => (heard[index] ? heard[index].emitter.key === first.emitter.key : hearsFailure(file, use, first))) ? first : undefined;
}

function hearsFailure(file: File, { call, argument = 0, member }: Use, { emitter, fact }: Heard): boolean {
  if (member) return emitterOf(file, member.object).key === emitter.key && fact.failure.includes(propertyName(member)?.slice(2) ?? "");
  const { receiver, event } = call ? registrationOf(file, call, argument) : {};
  return receiver !== undefined && emitterOf(file, receiver).key === emitter.key && fact.failure.includes(event ?? "");
}

interface Listener {
  readonly event: string;
  readonly listener: TSESTree.Node;
}

/** The listeners for the failure of an emitter that an executor registers itself. */
function listenersIn(file: File, executor: FunctionNode, { emitter, fact: { failure } }: Heard): readonly Listener[] {
  const isOurs = (node: TSESTree.Node, receiver: TSESTree.Node, event: string): boolean => functionOf(node) === executor && failure.includes(event) && emitterOf(file, receiver).key === emitter.key;
  const called = callsOf(file).flatMap((call): readonly Listener[] => {
    const { receiver, event } = call.arguments.length > 1 ? registrationOf(file, call, 1) : {};
    return receiver && event !== undefined && isOurs(call, receiver, event) ? [{ event, listener: call.arguments[1] as TSESTree.Node }] : [];
  });
  const assigned = nodes(file).of("AssignmentExpression").flatMap(({ left, right }): readonly Listener[] => {
    const name = left.type === "MemberExpression" ? propertyName(left) : undefined;
    return left.type === "MemberExpression" && name?.startsWith("on") && isOurs(left, left.object, name.slice(2)) ? [{ event: name.slice(2), listener: right }] : [];
  });
  return [...called, ...assigned];
}

/** Where a listener leaves the promise alone; nothing for one that cannot be followed, that starts the emitter again, or that ends everything. */
function gapOf(file: File, { listener }: Listener, emitter: Emitter, gapIn: (fn: FunctionNode) => Gap | undefined): Gap | undefined {
  const fn = functionMeant(file, listener);
  if (fn) return startsAgain(file, fn, emitter) || saysEnd(file, fn) ? undefined : gapIn(fn);
  const name = bare(listener);
  const isConsole = name.type === "MemberExpression" && globalName(file, bare(name.object)) === "console";
  return isConsole ? { node: listener, how: "ends", fn: functionOf(listener) ?? file.ast, registered: undefined } : undefined;
}

const ending = /^(?:destroy|close|end|terminate|abort|kill|unref|off|remove\w*)$/;

/** `image.src = fallback`, `server.listen(port + 1)`: whatever the listener does to the emitter but end it. */
function startsAgain(file: File, fn: FunctionNode, { key }: Emitter): boolean {
  return [...descendants(file, fn.body)].some((node) => {
    if (node.type === "ThisExpression") return fn.type === "FunctionExpression";
    if (node.type !== "Identifier" || emitterOf(file, node).key !== key) return false;
    const member = dressed(node).parent;
    if (member?.type !== "MemberExpression" || bare(member.object) !== node) return !isFunction(node.parent);
    return !(isCall(member.parent) && member.parent.callee === member && ending.test(propertyName(member) ?? ""));
  });
}

function saysEnd(file: File, fn: FunctionNode): boolean {
  return [...descendants(file, fn.body)].some((node) => isCall(node) && endingName.test(nameIn(bare(node.callee)) ?? ""));
}
