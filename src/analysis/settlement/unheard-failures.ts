import type { TSESTree } from "@typescript-eslint/utils";
import type { EmitterFact } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import { isContender } from "./contenders.js";
import { emitterFact, emitterFacts, emitterOf, hearing, type Emitter } from "./emitters.js";
import type { File } from "../file.js";
import { callbackOf, callGraph, functionOf, functionsAround } from "../functions.js";
import { bare, isCall, isFunction, isWithin, propertyName, type Call } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { registrationOf } from "../registrations.js";
import { deferreds, type Deferred, type Use } from "../promises/settlers.js";
import { pathOf } from "../spelling.js";
import { isWatched } from "../targets.js";

/** A promise that is settled when something goes well, while nobody listens for its failure. */
export interface UnheardFailure {
  readonly deferred: Deferred;
  /** The call, or the assignment to `onload`, that registers the listener. */
  readonly registration: Use;
  /** The method or the property that is the listener's. */
  readonly at: TSESTree.Node;
  readonly emitter: Emitter;
  readonly event: string;
  readonly failure: string;
  /** What its failure does; where somebody else made the emitter, somebody else may listen as well. */
  readonly unheard: EmitterFact["unheard"];
  /** Whether this file shows that nobody listens, and nobody looks on while the error ends the program. */
  readonly isSeen: boolean;
}

/** The listeners of a file that settle a promise on success alone. One for each emitter of a promise, in source order. */
export const unheardFailures = perFile((file): readonly UnheardFailure[] =>
  deferreds(file).flatMap((deferred) => {
    // several uses of the settlers may stand below one registration
    const seen = new Set<Emitter["key"] | TSESTree.Node>();
    return deferred.uses.flatMap((use) => {
      const found = unheardIn(file, deferred, use);
      if (!found || seen.has(found.emitter.key) || seen.has(found.at)) return [];
      seen.add(found.emitter.key).add(found.at);
      return [found];
    });
  }),
);

function unheardIn(file: File, deferred: Deferred, use: Use): UnheardFailure | undefined {
  if (use.settler === "reject") return undefined;
  const heard = heardBy(file, use);
  if (!heard || isAnswer(file, heard.emitter) || startsSurely(file, heard)) return undefined;
  const { emitter, event, at, fact } = heard;
  const ears = hearing(file);
  if (ears.hears(emitter, fact.failure) || isHeardByCaller(file, emitter, fact) || isHeardAbove(file, emitter, fact) || (fact.unheard === "thrown" && ears.isGivenAway(emitter))) return undefined;
  if (fact.unheard === "nothing" && (isBounded(file, deferred) || isContender(file, deferred.node))) return undefined;
  const isNew = isMadeHere(emitter, use);
  if (!isNew && (fact.always?.includes(event) || fact.failsAtStart || settlesAtEndOfAnother(file, deferred, heard))) return undefined;
  return { deferred, registration: use, at, emitter, event, failure: fact.failure[0] as string, unheard: isNew ? fact.unheard : "nothing", isSeen: !isWatched(file) && (fact.unheard === "nothing" || isNew || isGivenHere(file, emitter)) };
}

/** What can fail only while it starts, and is known to start: `spawn(process.execPath)`. */
function startsSurely(file: File, { fact, emitter: { root } }: Heard): boolean {
  if (fact.startsSurely === undefined || fact.startsSurely === true) return fact.startsSurely === true;
  const program = isCall(root) ? root.arguments[0] : undefined;
  const origin = program && originOf(file, program);
  return origin?.module === null && fact.startsSurely.some((spelling) => pathOf(spelling, undefined) === origin.path);
}

/** The emitter is a parameter, and every call of this file that passes one is of somebody who listens. */
function isHeardByCaller(file: File, { root }: Emitter, { failure }: EmitterFact): boolean {
  const definition = root.type === "Identifier" ? variableOf(file, root)?.defs[0] : undefined;
  const fn = definition?.type === "Parameter" && isFunction(definition.node) ? definition.node : undefined;
  if (!fn) return false;
  const position = fn.params.indexOf(definition?.name as TSESTree.Parameter);
  const callers = callGraph(file).callersOf(fn);
  return callers.length > 0 && callers.every(({ arguments: given }) => given[position] !== undefined && hearing(file).hears(emitterOf(file, given[position]), failure));
}

/** The emitter is a parameter, and this file calls its function. */
function isGivenHere(file: File, { root }: Emitter): boolean {
  const definition = root.type === "Identifier" ? variableOf(file, root)?.defs[0] : undefined;
  return definition?.type === "Parameter" && isFunction(definition.node) && callGraph(file).callersOf(definition.node).length > 0;
}

/** Whether somebody who passes on the emitter of a listener hears of its failure: that it says nothing more is no secret to them. */
export function isAnsweredFor(file: File, use: Use): boolean {
  const heard = heardBy(file, use);
  return heard !== undefined && isHeardByCaller(file, heard.emitter, heard.fact);
}

/** Somebody listens where the emitter comes from: `child` of `child.stdout`, the transaction of a request. */
function isHeardAbove(file: File, { root }: Emitter, { bubbles }: EmitterFact): boolean {
  const ears = hearing(file);
  for (let node = root; ; ) {
    const from: TSESTree.Node = node.type === "CallExpression" && bubbles ? bare(node.callee) : node;
    if (from.type !== "MemberExpression") return false;
    const above = emitterOf(file, from.object);
    if (ears.hears(above, ["error", "abort"])) return true;
    node = above.root;
  }
  return false;
}

/** An event that a settler is made the listener of, and what is known of its emitter. */
export interface Heard {
  readonly emitter: Emitter;
  readonly event: string;
  readonly at: TSESTree.Node;
  readonly fact: EmitterFact;
}

/** The emitter and the event that a settler is made the listener of. */
export function heardBy(file: File, use: Use): Heard | undefined {
  if (use.as === "property" && use.member) {
    const event = propertyName(use.member)?.slice(2) ?? "";
    return known(file, emitterOf(file, use.member.object), event, use.member.property);
  }
  if (use.as !== "callback" || !use.call) return undefined;
  const { call, argument = 0 } = use;
  const registration = registrationOf(file, call, argument);
  const callee = bare(call.callee);
  const at = callee.type === "MemberExpression" ? callee.property : callee;
  if (registration.receiver) return registration.event === undefined ? undefined : known(file, emitterOf(file, registration.receiver), registration.event, at);
  return argument === call.arguments.length - 1 ? unnamed(file, call, at) : undefined;
}

/** `server.listen(port, listener)`, `https.get(url, listener)`: the event goes without saying. */
function unnamed(file: File, call: Call, at: TSESTree.Node): Heard | undefined {
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression") {
    const emitter = emitterOf(file, callee.object);
    const method = emitterFacts(file, emitter)
      .flatMap(({ methods }) => methods ?? [])
      .find((one) => one.method === propertyName(callee));
    if (method && isSafe(method, call)) return undefined;
    if (method) return known(file, emitter, method.event, at);
  }
  const emitter: Emitter = { root: call, key: call, isPiped: false };
  const event = emitterFacts(file, emitter).find(({ callback }) => callback !== undefined)?.callback;
  return event === undefined ? undefined : known(file, emitter, event, at);
}

/** `listen(0)` and `listen({ port: 0 })` take any port that is free. */
function isSafe({ safe }: NonNullable<EmitterFact["methods"]>[number], { arguments: [first] }: Call): boolean {
  const property = first?.type === "ObjectExpression" ? first.properties.find((one) => one.type === "Property" && propertyName(one) === "port") : undefined;
  const port = property?.type === "Property" ? property.value : first;
  return port?.type === "Literal" && typeof port.value === "number" && safe?.includes(port.value) === true;
}

function known(file: File, emitter: Emitter, event: string, at: TSESTree.Node): Heard | undefined {
  const fact = emitterFact(file, emitter, event);
  return fact && { emitter, event, at, fact };
}

/** The answer that a request was given: to listen for the failure of the request is what is asked for. */
function isAnswer(file: File, { root }: Emitter): boolean {
  const definition = root.type === "Identifier" ? variableOf(file, root)?.defs[0] : undefined;
  const callback = definition?.type === "Parameter" && isFunction(definition.node) ? callbackOf(definition.node) : undefined;
  if (!callback) return false;
  const { how, receiver } = registrationOf(file, callback.call, callback.argument);
  const request = how === "listener" && receiver ? emitterOf(file, receiver) : { root: callback.call, key: callback.call, isPiped: false };
  return emitterFacts(file, request).some((fact) => fact.callback !== undefined);
}

/** A timer settles the promise however the emitter fares, and so does a signal that somebody can abort. */
function isBounded(file: File, { uses }: Deferred): boolean {
  return uses.some((use) => {
    if (use.as !== "callback" || !use.call) return false;
    const { how, event } = registrationOf(file, use.call, use.argument ?? 0);
    return how === "timer" || event === "abort";
  });
}

const final = /^(?:close|exit)$/;

/** Another emitter settles the promise when it is over: `answer.on("close", done)` beside `answer.pipe(output).on("finish", done)`. */
function settlesAtEndOfAnother(file: File, { uses }: Deferred, { emitter }: Heard): boolean {
  return uses.some((use) => {
    if (use.as !== "callback" || !use.call) return false;
    const { event, receiver } = registrationOf(file, use.call, use.argument ?? 0);
    return receiver !== undefined && final.test(event ?? "") && emitterOf(file, receiver).key !== emitter.key;
  });
}

/** Whether the emitter starts in a function around its listener: it has not failed yet. */
function isMadeHere({ root }: Emitter, use: Use): boolean {
  if (!isCall(root)) return false;
  const home = functionOf(root);
  return home !== undefined && [use.fn, ...functionsAround(use.node)].some((fn) => isFunction(fn) && (fn === home || isWithin(root, fn)));
}
