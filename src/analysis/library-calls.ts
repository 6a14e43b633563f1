import type { TSESTree } from "@typescript-eslint/utils";
import type { RemoteFact, Slot, WaitFact } from "../knowledge/library.js";
import { variableOf } from "./bindings.js";
import type { File } from "./file.js";
import { callsIn, factOf, normalised, type Known } from "./libraries.js";
import { bare, descendants, dressed, isCall, isFunction, nodes, propertyName, type Call } from "./nodes.js";
import { originOf } from "./origin.js";
import { perFile } from "./per-file.js";
import { literalOf, settingOf, type Setting } from "./settings.js";
import { callPathOf, pathOf, withAnyName } from "./spelling.js";

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
  calls(file).flatMap((node) => {
    const known = factOf(file, "remote", node);
    if (!known) return [];
    const client = clientsOf(known, node)[0]?.call;
    return [{ ...known, node, client, timeout: timeLimitOf(file, known, node) }];
  }),
);

/** A wait for something that may never come, and whether it can be given up. */
export interface Wait extends Known<WaitFact> {
  readonly node: Call;
  readonly signal: Setting;
}

export const waits = perFile((file): readonly Wait[] =>
  calls(file).flatMap((node) => {
    const known = factOf(file, "waits", node);
    if (!known) return [];
    const given = known.fact.abort.map((slot) => settingOf(file, node, slot));
    const limited: Setting = isTimeLimited(file, node) ? { answer: "set" } : { answer: "unset" };
    return [{ ...known, node, signal: strongest([...given, limited]) }];
  }),
);

function calls(file: File): readonly Call[] {
  return [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")].sort((one, other) => one.range[0] - other.range[0]);
}

function timeLimitOf(file: File, known: Known<RemoteFact>, node: Call): TimeLimit {
  if (isTimeLimited(file, node) || isLimitedByMethod(file, known.fact, node) || isLimitedByProperty(file, known) || isLongLived(file, node)) return { answer: "set" };
  if (reachesNoPeer(file, known.fact, node)) return { answer: "set" };
  if (isOpaqueTarget(file, known.fact, node)) return { answer: "unknown" };
  const given = [...known.fact.timeout, ...known.fact.abort].map((slot): TimeLimit => ({ ...slotSetting(file, known, node, slot), slot }));
  const whole = given.filter(({ slot }) => slot?.bounds !== "connect" && slot?.bounds !== "queue");
  const decided = strongest(whole);
  if (decided.answer !== "unset") return decided;
  const part = given.find(({ answer, slot }) => answer === "set" && (slot?.bounds === "connect" || slot?.bounds === "queue"));
  return part ? { ...decided, partial: part.slot?.bounds } : decided;
}

/** Of several places for one setting, the one that decides: one that is set, else one that cannot be told, else one that says none. */
function strongest<S extends Setting>(settings: readonly S[]): S | Setting {
  return (
    settings.find(({ answer }) => answer === "set") ??
    settings.find(({ answer }) => answer === "unknown") ??
    settings.find(({ value }) => value !== undefined) ??
    settings[0] ?? { answer: "unset" }
  );
}

/** A place at the client is read where the client is made; elsewhere it cannot be told. */
function slotSetting(file: File, known: Known<RemoteFact>, node: Call, slot: Slot): Setting {
  if (slot.client === undefined) return givenAt(file, node, slot);
  const client = clientsOf(known, node).find(({ spelling }) => spelling === slot.client);
  if (!client) return { answer: "unset" };
  return client.call ? givenAt(file, client.call, slot) : { answer: "unknown" };
}

function givenAt(file: File, call: Call, slot: Slot): Setting {
  const given = settingOf(file, call, slot);
  if (given.answer !== "set") return given;
  if (slot.bounds === "unknown") return { ...given, answer: "unknown" };
  const needed: Setting = slot.needs === undefined ? given : settingOf(file, call, { argument: slot.argument, path: slot.needs, none: [false] });
  return needed.answer === "set" ? given : { answer: needed.answer };
}

/** The constructions that a call's client went through, by how the knowledge spells them. */
function clientsOf(known: Known<RemoteFact>, node: Call): { readonly spelling: string; readonly call: Call | undefined }[] {
  const { library, origin, fact } = known;
  const spellings = new Set([...fact.timeout, ...fact.abort].flatMap((slot) => (slot.client === undefined ? [] : [slot.client])));
  return [...spellings].flatMap((spelling) => {
    const path = callPathOf(spelling, library.default);
    const fits = [origin.path, withAnyName(origin.path)].some((own) => own.startsWith(path));
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

/** Where the value of an expression is read again: the references of the variable it is put in. */
export function usesOf(file: File, expression: TSESTree.Node): readonly TSESTree.Node[] {
  const outer = awaitedOrSelf(dressed(expression));
  const name = outer.parent?.type === "VariableDeclarator" ? outer.parent.id : outer.parent?.type === "AssignmentExpression" ? outer.parent.left : undefined;
  const variable = name?.type === "Identifier" ? variableOf(file, name) : undefined;
  return variable ? variable.references.filter((reference) => reference.isRead()).map((reference) => reference.identifier) : [];
}

function awaitedOrSelf(node: TSESTree.Node): TSESTree.Node {
  return node.parent?.type === "AwaitExpression" ? dressed(node.parent) : node;
}

/** Whether something around a call gives it up in time: a race with a timer, `pTimeout(…)`, a helper that says so. */
function isTimeLimited(file: File, node: TSESTree.Node): boolean {
  return limiterAround(file, node) || usesOf(file, node).some((use) => limiterAround(file, use));
}

function limiterAround(file: File, node: TSESTree.Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (isCall(outer) && outer.arguments.includes(inner as never) && isTimeLimit(file, outer, inner)) return true;
    if (outer.type === "ArrayExpression" && outer.parent.type === "CallExpression" && isRace(file, outer.parent)) return true;
    if (isFunction(outer) && !isCall(outer.parent)) return false;
    if (outer.type.endsWith("Statement") && outer.type !== "ReturnStatement" && outer.type !== "BlockStatement" && outer.type !== "ExpressionStatement") return false;
  }
  return false;
}

function isTimeLimit(file: File, call: Call, argument: TSESTree.Node): boolean {
  const known = factOf(file, "timeLimits", call);
  if (known) return call.arguments[known.fact.work] === argument;
  return /(?:with|in|p)?(?:timeout|time_?limit|timed|deadline)$/i.test(calleeName(call) ?? "") && !originOf(file, call.callee)?.path.endsWith(".setTimeout");
}

function isRace(file: File, call: Call): boolean {
  return originOf(file, call)?.path === ".Promise.race()";
}

/** The last name of what is called: `get` of `client.get(…)`. */
export function calleeName(call: Call): string | undefined {
  const callee = bare(call.callee);
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? propertyName(callee) : undefined;
}

/** A stream that is meant to stay open: server-sent events. */
function isLongLived(file: File, node: Call): boolean {
  return node.arguments.some((argument) =>
    [...descendants(file, literalOf(file, argument), (inner) => !isFunction(inner))].some((inner) => inner.type === "Literal" && inner.value === "text/event-stream"),
  );
}

const localUrl = /^(?:data|blob|file):/;

/** A target that is no peer: `data:`, `blob:` and `file:` URLs, and files beside the module. */
function reachesNoPeer(file: File, fact: RemoteFact, node: Call): boolean {
  const target = fact.target === undefined ? undefined : node.arguments[fact.target];
  if (!target) return false;
  const value = literalOf(file, target);
  if (value.type === "Literal") return localUrl.test(String(value.value));
  if (value.type === "TemplateLiteral") return localUrl.test(value.quasis[0]?.value.raw ?? "");
  const origin = originOf(file, value);
  if (origin?.path === ".URL.createObjectURL()") return true;
  if (origin?.path !== ".URL!" || value.type !== "NewExpression") return false;
  const [path, base] = value.arguments;
  return (base !== undefined && originOf(file, base)?.path === ".import.meta.url") || (path?.type === "Literal" && localUrl.test(String(path.value)));
}

/** A request made elsewhere, which may carry its own signal: `fetch(request)`. */
function isOpaqueTarget(file: File, fact: RemoteFact, node: Call): boolean {
  const target = fact.target === undefined ? undefined : node.arguments[fact.target];
  if (!target || node.arguments.length > (fact.target ?? 0) + 1) return false;
  const value = literalOf(file, target);
  const origin = originOf(file, target);
  if (origin?.path === ".Request!" || origin?.path === ".RequestInfo!") return value.type !== "NewExpression" || value.arguments.length > 1;
  const name = value.type === "MemberExpression" ? propertyName(value) : value.type === "Identifier" ? value.name : undefined;
  return name !== undefined && /^(?:req|request|input|init|opts|options|config)$|Request$|Options$|Config$/.test(name);
}
