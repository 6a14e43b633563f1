import type { TSESTree } from "@typescript-eslint/utils";
import type { RemoteFact, Slot } from "../../knowledge/library.js";
import type { File } from "../file.js";
import { functionMeant } from "../functions.js";
import { callsIn, callsWith, factOf, normalised, type Known } from "./libraries.js";
import { callsOf, descendants, dressed, nodes, propertyName, type Call } from "../nodes.js";
import { originOf, type Origin } from "../origin.js";
import { perFile } from "../per-file.js";
import { literalOf, settingOf, type Setting } from "../settings.js";
import { beginsWith, callPathOf, pathOf, withAnyName } from "../spelling.js";
import { isSent } from "./sent-queries.js";
import { isLongLived, reachesNoPeer, signalOfRequest } from "../targets.js";
import { calleeName, isEndedFromOutside, isTimeLimited, usesOf } from "./time-limits.js";

/** A call that leaves the process, and what bounds its time. */
export interface RemoteCall extends Known<RemoteFact> {
  readonly node: Call;
  /** Where its client is made, if that stands in this file. */
  readonly client: Call | undefined;
  readonly timeout: TimeLimit;
}

/** What bounds the time of a call. */
export interface TimeLimit extends Setting {
  /** The place that decides: of the value where one is given, else where one could be. */
  readonly slot?: Slot;
  /** Set where only a part of the call is bounded: that part. */
  readonly partial?: Slot["bounds"];
}

/** The remote calls of a file, in source order. */
export const remoteCalls = perFile((file): readonly RemoteCall[] =>
  callsWith(file, "remote").flatMap((node) => {
    const known = factOf(file, "remote", node);
    if (!known || !isSent(file, node)) return [];
    const client = clientsOf(known, node, [...known.fact.timeout, ...known.fact.abort])[0]?.call;
    return [{ ...known, node, client, timeout: timeLimitOf(file, known, node) }];
  }),
);

/** Whether nothing bounds the time of a call: no limit of its own, and a default of none or of more than `maxDefault` milliseconds. */
export function isUnbounded({ timeout, fact }: RemoteCall, maxDefault: number): boolean {
  if (timeout.answer !== "unset" || fact.defaultTimeout === "unknown") return false;
  const isSwitchedOff = timeout.value !== undefined && timeout.slot !== undefined && fact.timeout.includes(timeout.slot);
  return isSwitchedOff || fact.defaultTimeout === "none" || fact.defaultTimeout > maxDefault;
}

function timeLimitOf(file: File, known: Known<RemoteFact>, node: Call): TimeLimit {
  if (isTimeLimited(file, node) || isLimitedByMethod(file, known.fact, node) || isLimitedByProperty(file, known) || isLimitedByCall(file, known) || isLimitedOnTheWay(file, known) || isEndedFromOutside(file, node) || isLongLived(file, node)) return { answer: "set" };
  if (reachesNoPeer(file, known.fact, node)) return { answer: "set" };
  const given = [...known.fact.timeout, ...known.fact.abort].map((slot): TimeLimit => ({ ...settingAt(file, known, node, slot), slot }));
  const whole = given.filter(({ slot }) => slot?.bounds !== "connect" && slot?.bounds !== "queue");
  // where a limit is switched off, what might stand in the options beside it and might bound the call is no answer
  const isSwitchedOff = whole.some(({ answer, value }) => answer === "unset" && value !== undefined);
  const told = isSwitchedOff ? whole.filter(({ slot, answer, value }) => slot?.bounds !== "unknown" || answer !== "unknown" || value !== undefined) : whole;
  const decided = strongest([...told, signalOfRequest(file, known.fact, node)]);
  if (decided.answer !== "unset") return decided;
  const part = given.find(({ answer, slot }) => answer === "set" && (slot?.bounds === "connect" || slot?.bounds === "queue"));
  return part ? { ...decided, partial: part.slot?.bounds } : decided;
}

/** Of several places for one setting, the one that decides: one that is set, else one that cannot be told, else one that says none. */
export function strongest<S extends Setting>(settings: readonly S[]): S | Setting {
  return (
    settings.find(({ answer }) => answer === "set") ??
    settings.find(({ answer }) => answer === "unknown") ??
    settings.find(({ value }) => value !== undefined) ??
    settings[0] ?? { answer: "unset" }
  );
}

/** A place at the client is read where the client is made; elsewhere it cannot be told. */
export function settingAt(file: File, known: Known<unknown>, node: Call, slot: Slot): Setting {
  if (slot.client === undefined) return givenAt(file, node, slot);
  const client = clientsOf(known, node, [slot])[0];
  if (!client) return { answer: "unset" };
  return client.call ? givenAt(file, client.call, slot) : { answer: "unknown" };
}

function givenAt(file: File, call: Call, slot: Slot): Setting {
  const given = settingOf(file, call, slot);
  if (given.answer !== "set") return given;
  if (slot.connectionString) return { answer: mayHoldSettings(file, given.value) ? "unknown" : "unset" };
  if (slot.bounds === "unknown") return { ...given, answer: "unknown" };
  const needed: Setting = slot.needs === undefined ? given : settingOf(file, call, { argument: slot.argument, path: slot.needs, none: [false] });
  return needed.answer === "set" ? given : { answer: needed.answer };
}

/** A connection string that is written out without settings holds none, and an object or a port is no connection string. */
function mayHoldSettings(file: File, value: TSESTree.Node | undefined): boolean {
  const node = value && literalOf(file, value);
  if (node?.type === "Literal") return String(node.value).includes("?");
  return node?.type !== "ObjectExpression";
}

/** The constructions that a call's client went through, by how the knowledge spells them. */
function clientsOf({ library, origin }: Known<unknown>, node: Call, slots: readonly Slot[]): { readonly spelling: string; readonly call: Call | undefined }[] {
  const spellings = new Set(slots.flatMap((slot) => (slot.client === undefined ? [] : [slot.client])));
  return [...spellings].flatMap((spelling) => {
    const path = callPathOf(spelling, library.default);
    const fits = beginsWith(origin.path, path) || withAnyName(origin.path).startsWith(path);
    const call = origin.calls[callsIn(path) - 1];
    return fits && call !== node ? [{ spelling, call }] : [];
  });
}

/** A property that sets the limit of every call is assigned somewhere in the file: `axios.defaults.timeout = 5000`. */
function isLimitedByProperty(file: File, known: Known<RemoteFact>): boolean {
  const properties = (known.fact.timeoutProperties ?? []).map((spelling) => pathOf(spelling, known.library.default));
  return properties.length > 0 && nodes(file).of("AssignmentExpression").some(({ left }) => {
    const origin = left.type === "MemberExpression" ? originOf(file, left) : undefined;
    return origin?.module === known.origin.module && properties.includes(normalised(file, origin).path);
  });
}

/** A call that sets the limit of every later one stands somewhere in the file: `sgMail.setTimeout(5000)`. */
function isLimitedByCall(file: File, known: Known<RemoteFact>): boolean {
  const setters = (known.fact.timeoutCalls ?? []).map((spelling) => callPathOf(spelling, known.library.default));
  const others = (known.fact.timeoutCallsElsewhere ?? []).filter(({ call }) => stands(file, call));
  return (setters.length > 0 || others.length > 0) && (others.some((other) => calledOf(file, other.module).has(`.${other.call}()`)) || [...calledOf(file, known.origin.module).values()].some((origin) => setters.includes(normalised(file, origin).path)));
}

/** Every request goes through a function that sets a limit: `api.interceptors.request.use((config) => ({ ...config, timeout: 5000 }))`. */
function isLimitedOnTheWay(file: File, { fact, library, origin }: Known<RemoteFact>): boolean {
  const users = new Set((fact.interceptors ?? []).map((spelling) => callPathOf(spelling, library.default)));
  if (users.size === 0 || !stands(file, "interceptors")) return false;
  const settings = new Set([...fact.timeout, ...fact.abort].map(({ path }) => path.split(".").at(-1)));
  return callsOf(file).some((call) => {
    const own = calleeName(call) === "use" ? originOf(file, call) : undefined;
    const [through] = own?.module === origin.module && users.has(normalised(file, own).path) ? call.arguments : [];
    const fn = through && functionMeant(file, through);
    return fn !== undefined && [...descendants(file, fn.body)].some((node) => (node.type === "MemberExpression" || node.type === "Property") && settings.has(propertyName(node)));
  });
}

/** Whether a word stands in a file at all: asked for each call of a long file, and searched for once. */
function stands(file: File, word: string): boolean {
  const known = words(file).get(word);
  if (known !== undefined) return known;
  const found = file.source.text.includes(word);
  words(file).set(word, found);
  return found;
}

const words = perFile(() => new Map<string, boolean>());

/** What the calls of a file call of a module, or of the globals, by its path. */
function calledOf(file: File, module: Origin["module"]): ReadonlyMap<string, Origin> {
  return called(file).get(module) ?? new Map<string, Origin>();
}

const called = perFile((file): ReadonlyMap<Origin["module"], ReadonlyMap<string, Origin>> => {
  const found = new Map<Origin["module"], Map<string, Origin>>();
  for (const call of callsOf(file)) {
    const origin = originOf(file, call);
    if (!origin) continue;
    const own = found.get(origin.module);
    if (own === undefined) found.set(origin.module, new Map([[origin.path, origin]]));
    else if (!own.has(origin.path)) own.set(origin.path, origin);
  }
  return found;
});

/** The limit is set by a method of what the call gives: `request.setTimeout(ms)`, `get(url).timeout(ms)`. */
function isLimitedByMethod(file: File, fact: RemoteFact, node: Call): boolean {
  const methods = new Set((fact.timeoutMethods ?? []).filter(({ bounds }) => bounds !== "connect").map(({ method }) => method));
  if (methods.size === 0) return false;
  const isLimit = (member: TSESTree.Node | undefined): boolean => member?.type === "MemberExpression" && methods.has(propertyName(member) ?? "");
  for (let link: TSESTree.Node | undefined = dressed(node).parent; link?.type === "MemberExpression" || link?.type === "CallExpression"; link = link.parent) {
    if (isLimit(link)) return true;
  }
  return usesOf(file, node).some((use) => isLimit(use.parent));
}
