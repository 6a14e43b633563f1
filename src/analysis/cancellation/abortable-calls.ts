import type { TSESTree } from "@typescript-eslint/utils";
import type { RemoteFact, Slot } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { annotationOf, calleeOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, dressed, propertyName, type Call } from "../nodes.js";
import { perFile } from "../per-file.js";
import { chainMethod } from "../promises/promises.js";
import { settingOf, type Setting } from "../settings.js";
import { signalMember } from "./signal-sources.js";
import { namedSignals, signalName } from "./signal-uses.js";
import { reachesNoPeer, signalOfRequest } from "../targets.js";
import { types } from "../types.js";

/** A call that can be given up through a signal, and whether it was given one. */
export interface AbortableCall {
  readonly node: Call;
  /** Every place where a signal may stand; one is enough. */
  readonly slots: readonly Slot[];
  readonly signal: Setting;
  /** Where the signal stands that it was given. */
  readonly slot: Slot | undefined;
  /** It leaves the process, waits for an event or for time, is a function of this file, or only its type says that it takes a signal. */
  readonly kind: "remote" | "wait" | "own" | "declared";
}

/** What is known of a call that can be given up; `undefined` where it cannot. */
export function abortableCall(file: File, node: Call): AbortableCall | undefined {
  const known = calls(file);
  if (!known.has(node)) known.set(node, found(file, node));
  return known.get(node);
}

const calls = perFile(() => new Map<Call, AbortableCall | undefined>());

function found(file: File, node: Call): AbortableCall | undefined {
  const remote = factOf(file, "remote", node)?.fact;
  if (remote && reachesNoPeer(file, remote, node)) return undefined;
  const known = knownSlots(file, node, remote);
  const own = known ? [] : ownPlaces(file, node);
  const slots = known ?? (own.length > 0 ? own : declaredPlaces(file, node));
  if (slots.length === 0) return undefined;
  const kind = remote ? "remote" : known ? "wait" : own.length > 0 ? "own" : "declared";
  const settings = slots.map((slot) => ({ slot, setting: settingOf(file, node, slot) }));
  // the request may carry a signal of its own, in whose place one in the options comes
  if (remote && settings.every(({ setting }) => setting.answer !== "set") && signalOfRequest(file, remote, node).answer !== "unset") return undefined;
  const decided = (["set", "unknown"] as const).map((answer) => settings.find(({ setting }) => setting.answer === answer)).find((one) => one !== undefined);
  const { setting, slot } = decided ?? settings.find(({ setting: { value } }) => value !== undefined) ?? { setting: { answer: "unset" }, slot: undefined };
  return { node, slots, signal: setting, slot, kind };
}

/** What the knowledge says; empty where it says that this call takes no signal. */
function knownSlots(file: File, node: Call, remote: RemoteFact | undefined): readonly Slot[] | undefined {
  const abort = remote?.abort ?? factOf(file, "waits", node)?.fact.abort ?? factOf(file, "timers", node)?.fact.abort ?? factOf(file, "retries", node)?.fact.abort ?? factOf(file, "limiters", node)?.fact.abort;
  const atCall = abort?.filter((slot) => slot.client === undefined && slot.versions === undefined);
  return atCall && (atCall.length > 0 || remote?.abort.length) ? atCall : undefined;
}

/** Where a function takes a signal whose type says so. Only what is waited for counts. */
function declaredPlaces(file: File, node: Call): readonly Slot[] {
  if (node.type !== "CallExpression" || isRegistration(node) || !isWaitedFor(node)) return [];
  const declared = types(file)?.signalPlaces(node) ?? [];
  const [first] = declared.filter((place) => fits(node, place)).sort((one, other) => Number(isFilled(node, other)) - Number(isFilled(node, one)));
  return first ? [first] : [];
}

/** `addEventListener("message", listener, { signal })` is given the signal to take the listener back. */
function isRegistration(node: TSESTree.CallExpression): boolean {
  const callee = bare(node.callee);
  return callee.type === "MemberExpression" && /^(?:addEventListener|on|once|addListener|subscribe|listen)$/.test(propertyName(callee) ?? "");
}

/** A place behind the arguments that are there, or one that holds an object or a signal already. */
function fits(node: Call, place: Slot): boolean {
  const argument = typeof place.argument === "number" ? node.arguments[place.argument] : undefined;
  return argument ? argument.type !== "Literal" && argument.type !== "TemplateLiteral" && argument.type !== "ArrowFunctionExpression" : place.argument === node.arguments.length;
}

function isFilled(node: Call, place: Slot): boolean {
  return typeof place.argument === "number" && node.arguments[place.argument] !== undefined;
}

/** Where a function of this file takes a signal. */
function ownPlaces(file: File, node: Call): readonly Slot[] {
  if (node.type !== "CallExpression" || isRegistration(node) || !isWaitedFor(node)) return [];
  const fn = calleeOf(file, node) ?? declarationOf(file, node);
  return (fn?.params ?? []).flatMap((parameter, argument): Slot[] => {
    const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    if (target.type === "Identifier") {
      const name = annotationOf(target);
      const isSignal = name?.type === "Identifier" ? name.name === "AbortSignal" : !target.typeAnnotation && signalName.test(target.name);
      if (isSignal) return [{ argument, path: "" }];
      const member = signalMember(file, target.typeAnnotation?.typeAnnotation);
      return member?.optional ? [{ argument, path: member.name }] : [];
    }
    if (target.type !== "ObjectPattern") return [];
    const own = target.properties.find((property) => property.type === "Property" && namedSignals.has(propertyName(property) ?? ""));
    return own?.type === "Property" ? [{ argument, path: propertyName(own) ?? "" }] : [];
  });
}

/** `declare function load(id: string, signal?: AbortSignal): Promise<User>` */
function declarationOf(file: File, node: TSESTree.CallExpression): TSESTree.TSDeclareFunction | undefined {
  const callee = bare(node.callee);
  const declared = callee.type === "Identifier" ? (variableOf(file, callee)?.defs[0]?.node as TSESTree.Node | undefined) : undefined;
  return declared?.type === "TSDeclareFunction" ? declared : undefined;
}

/** Whether somebody waits for what a call gives: awaited, returned, chained, looped over, given to a combinator or yielded. */
export function isWaitedFor(node: TSESTree.Node): boolean {
  const outer = dressed(node);
  const { parent } = outer;
  switch (parent?.type) {
    case "AwaitExpression":
    case "ReturnStatement":
    case "YieldExpression":
    case "ArrayExpression":
      return true;
    case "ArrowFunctionExpression":
      return parent.body === outer;
    case "ForOfStatement":
      return parent.await && parent.right === outer;
    case "MemberExpression":
      return parent.parent.type === "CallExpression" && chainMethod(parent.parent) !== undefined;
    case "ConditionalExpression":
    case "LogicalExpression":
      return isWaitedFor(parent);
    default:
      return false;
  }
}
