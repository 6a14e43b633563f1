import type { TSESTree } from "@typescript-eslint/utils";
import { mayWait } from "../promises/asynchrony.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { isAnnounced, isKeptByCallers } from "./announcements.js";
import { keyPlaces } from "../../knowledge/caches.js";
import { hasCrowd, isOnePersons } from "./crowds.js";
import { isExclusive, lastNameOf } from "../exclusions.js";
import { farFillOf } from "./far-fills.js";
import type { File } from "../file.js";
import { framesOf, suspensionsBetween, type Frame } from "./frames.js";
import { callbackOf, callGraph, functionOf, isNothing } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { lookUpsBefore } from "./lookups.js";
import { bare, descendants, dressed, isCall, isFunction, isLoop, isWithin, ownNodes, type FunctionNode } from "../nodes.js";
import { isFar, isHandle, isLight, isObtaining } from "./load-weights.js";
import { isModuleLoad } from "./module-loads.js";
import { mayOverlap, repetitionAround, runsOnce } from "../overlap.js";
import { isLentOut, isOfSameRun, meetsItself } from "./overlapping-runs.js";
import { perFile } from "../per-file.js";
import { isSharedIn, placeOf, writes, type Place, type Write } from "../places/places.js";
import { chainMethod } from "../promises/promises.js";
import { servesPlace } from "./servings.js";
import { answersOne } from "../targets.js";

/** A place that is found empty, and filled only after a suspension: whoever comes meanwhile finds it empty as well. */
export interface LateFill {
  readonly write: Write;
  readonly lookUp: TSESTree.Node;
  readonly suspension: TSESTree.Node;
  /** The look-up stands in the function that waits for the one which fills. */
  readonly isFar: boolean;
  /** Callers are given what the place holds, or it belongs to the whole program: who comes meanwhile has a use for it. */
  readonly isServed: boolean;
  /** It is felt when the work is done twice: a second handle stays open, or all of a crowd ask the same peer. */
  readonly isFelt: boolean;
}

/** The late fills of shared caches and slots, in source order; what follows one look-up in several branches is told once. */
export const lateFills = perFile((file): readonly LateFill[] => {
  const found = new Map<TSESTree.Node, LateFill>();
  if (!mayWait(file)) return [];
  for (const write of writes(file)) {
    const fill = isFill(write) ? lateFillOf(file, write) : undefined;
    if (fill && !found.has(fill.lookUp)) found.set(fill.lookUp, fill);
  }
  return [...found.values()];
});

function isFill(write: Write): write is Write & { readonly value: TSESTree.Node } {
  return write.value !== undefined && !write.adds && !isNothing(write.value) && write.fn !== undefined && (write.fn.async || callbackOf(write.fn) !== undefined);
}

function lateFillOf(file: File, write: Write & { readonly value: TSESTree.Node }): LateFill | undefined {
  const frames = framesOf(file, write.node);
  const lookUps = lookUpsBefore(file, write, frames).map((node) => ({ node, suspensions: suspensionsBetween(file, node, frames) }));
  // what is looked up again after the last suspension is not filled twice
  if (lookUps.some(({ suspensions }) => suspensions.length === 0)) return undefined;
  if (lookUps.length === 0) return lateFarFillOf(file, write);
  const lookUp = lookUps.at(-1);
  const home = lookUp && functionOf(lookUp.node);
  const suspension = home && lookUp.suspensions.find((node) => !sharesItsWork(file, node, home));
  if (isEnvironment(write.place) || !suspension || !isShared(file, write.place, home, frames) || !comesFromWork(file, write.value, home)) return undefined;
  if (!mayMeet(file, write, home) || isSkippedInTurn(file, write, lookUp.node, home) || isExclusive(file, lookUp.node) || isAnnounced(file, write, frames, suspension) || isKeptByCallers(file, home)) return undefined;
  return { write, lookUp: lookUp.node, suspension, isFar: false, isServed: isEntryOrSlot(write.place) && (write.place.element !== undefined ? !isLight(file, write.value) : obtains(file, suspension)) && (write.place.root !== "this" || servesPlace(file, write, home)), isFelt: isFelt(file, write, lookUp, home) };
}

/** A slot that is found empty in one function, and filled in another that it waits for. */
function lateFarFillOf(file: File, write: Write & { readonly value: TSESTree.Node }): LateFill | undefined {
  const far = farFillOf(file, write);
  const [home, caller] = [write.fn, far && functionOf(far.call)];
  if (!far || !home || !caller || write.place.element || isEnvironment(write.place)) return undefined;
  const { call, lookUp, suspension } = far;
  if (sharesItsWork(file, suspension, home) || !isShared(file, write.place, caller, framesOf(file, call)) || !comesFromWork(file, write.value, home)) return undefined;
  if (!mayMeet(file, write, caller) || isExclusive(file, lookUp) || isExclusive(file, suspension) || isKeptByCallers(file, caller) || isKeptByCallers(file, home)) return undefined;
  const isServed = (obtains(file, call) || obtains(file, suspension)) && (write.place.root !== "this" || servesPlace(file, write, caller));
  return { write, lookUp, suspension, isFar: true, isServed, isFelt: isHeld(file, write) };
}

/** Whether two calls of a function can want the same at once. In a program for one person it is the file that has to start them, and those that it starts for the elements of a list want different entries. */
function mayMeet(file: File, { place: { element } }: Write, fn: FunctionNode): boolean {
  return mayOverlap(file, fn) && (!answersOne(file) || (element === undefined && meetsItself(file, fn)));
}

/** A loop over what is to be loaded, in a function that runs once: the look-up skips what comes twice, and says nothing of a second call. */
function isSkippedInTurn(file: File, { place: { element } }: Write, lookUp: TSESTree.Node, home: FunctionNode): boolean {
  const loop = element && repetitionAround(file, lookUp);
  const isOfTurn = (node: TSESTree.Node): boolean => isWithin(variableOf(file, node)?.identifiers[0] ?? home, loop as TSESTree.Node);
  return isLoop(loop) && [...descendants(file, element as TSESTree.Node)].some(isOfTurn) && runsOnce(file, home);
}

interface LookUp {
  readonly node: TSESTree.Node;
  readonly suspensions: readonly TSESTree.Node[];
}

function isFelt(file: File, write: Write & { readonly value: TSESTree.Node }, { node, suspensions }: LookUp, home: FunctionNode): boolean {
  if (write.place.element) return hasCrowd(file, write, home) && suspensions.some((one) => isFar(file, one));
  return asksForPlace(file, node, write.place) && isHeld(file, write) && !isCalledInTurn(file, home);
}

/** What lets a page in is asked for by one person. */
function isHeld(file: File, { place, value }: Write & { readonly value: TSESTree.Node }): boolean {
  return isHandle(file, place, value) && !(keyPlaces.test(place.text) && isOnePersons(file));
}

/** `cache[key]` and `this.client`, but not `this.slots[index].worker`, a part of something that is there already. */
function isEntryOrSlot({ element, key }: Place): boolean {
  return !element || key.endsWith("]");
}

/** `if (Date.now() < expires) return token;` asks for another place, which may well be set before the wait. */
function asksForPlace(file: File, lookUp: TSESTree.Node, { text }: Place): boolean {
  return file.source.getText(lookUp).includes(text);
}

/** A private method that one other function calls, and waits for each time: its runs come one after the other. */
function isCalledInTurn(file: File, home: FunctionNode): boolean {
  const method = home.parent;
  const isPrivate = method.type === "MethodDefinition" && (method.accessibility === "private" || method.key.type === "PrivateIdentifier");
  const callers = isPrivate ? callGraph(file).callersOf(home) : [];
  return callers.length > 1 && new Set(callers.map((call) => functionOf(call))).size === 1 && callers.every((call) => dressed(call).parent?.type === "AwaitExpression");
}

/** Whether a slot waits for something that is made or asked for. */
function obtains(file: File, suspension: TSESTree.Node): boolean {
  return [...descendants(file, suspension, (inner) => !isFunction(inner))].some((node) => isCall(node) && isObtaining(file, node));
}

/** A wait that does no work of its own: for a module, for what a library loads once for all who ask, or for a promise that somebody else keeps. */
function sharesItsWork(file: File, suspension: TSESTree.Node, home: FunctionNode): boolean {
  const promise = suspension.type === "AwaitExpression" ? bare(suspension.argument) : suspension;
  if (isModuleLoad(file, promise) || (isCall(promise) && factOf(file, "sharedLoads", promise) !== undefined)) return true;
  const place = promise.type === "MemberExpression" || promise.type === "Identifier" ? placeOf(file, promise) : undefined;
  return place !== undefined && (isSharedIn(file, place, home) || isPending(file, place, suspension));
}

/** `pending.set(key, loading)`, before `loading` is waited for: whoever comes meanwhile finds it there. */
function isPending(file: File, { root, key }: Place, suspension: TSESTree.Node): boolean {
  return typeof root === "object" && root.name === key && root.references.some(({ identifier: { parent }, identifier }) => {
    const isKept = parent.type === "CallExpression" && parent.arguments[1] === identifier && lastNameOf(parent) === "set" && parent.range[0] < suspension.range[0];
    const collection = isKept && parent.callee.type === "MemberExpression" ? file.source.getText(parent.callee.object) : undefined;
    return collection !== undefined && writesOf(root).some(({ value }) => value?.type === "CallExpression" && value.callee.type === "MemberExpression" && lastNameOf(value) === "get" && file.source.getText(value.callee.object) === collection);
  });
}

/** The environment is set up once, whoever does it. */
function isEnvironment({ key }: Place): boolean {
  return key.startsWith("process.env");
}

/** A local that the runs of a callback share counts as well: `await Promise.all(ids.map(async (id) => …))`. */
function isShared(file: File, place: Place, home: FunctionNode, frames: readonly Frame[]): boolean {
  const definition = typeof place.root === "object" ? place.root.defs[0] : undefined;
  if (isSharedIn(file, place, home)) return !definition || (!isLentOut(place, home) && !isOfSameRun(file, definition.name, home));
  if (!definition || definition.type === "Parameter") return false;
  return frames.some(({ fn }) => fn.async && callbackOf(fn) !== undefined && chainMethod(fn.parent as TSESTree.CallExpression) === undefined && !isWithin(definition.name, fn));
}

/** Whether a value is what was waited for, or something that was worked on meanwhile: a literal or a flag is neither. */
function comesFromWork(file: File, value: TSESTree.Node, home: FunctionNode, seen = new Set<Variable>()): boolean {
  for (const node of descendants(file, value, (inner) => !isFunction(inner))) {
    if (node.type === "AwaitExpression") return true;
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    const definition = variable?.defs[0];
    if (!variable || !definition || seen.has(variable) || !isWithin(definition.name, home)) continue;
    seen.add(variable);
    if (definition.type === "Parameter") {
      const callback = definition.node !== home && isFunction(definition.node) ? callbackOf(definition.node) : undefined;
      if (callback && chainMethod(callback.call) !== undefined) return true;
      // `({ post } = await parse(post))` gives a parameter the outcome
      if (writesOf(variable).some((write) => write.value && write.name !== definition.name && comesFromWork(file, write.value, home, seen))) return true;
    } else if (isWorkedOn(file, variable) || isGathered(file, variable, home) || writesOf(variable).some((write) => write.value && comesFromWork(file, write.value, home, seen))) return true;
  }
  return false;
}

/** A local that an async function within the run adds to: `const visit = async (key) => { …; all = all.concat(found); }`. */
function isGathered(file: File, variable: Variable, home: FunctionNode): boolean {
  return writesOf(variable).some(({ name }) => {
    const fn = functionOf(name);
    return fn !== undefined && fn !== home && fn.async && isWithin(fn, home) && callGraph(file).callersOf(fn).some((call) => dressed(call).parent?.type === "AwaitExpression");
  });
}

/** `await client.connect()`, `await prepare(client)` of a new one, `entry.value = await load()`, `rows.push(await next())`, `for await (const row of rows)`. */
function isWorkedOn(file: File, variable: Variable): boolean {
  const isNew = writesOf(variable).some(({ value }) => value && bare(value).type === "NewExpression");
  return variable.references.some(({ identifier }) => {
    for (let outer: TSESTree.Node | undefined = identifier.parent; outer && !isFunction(outer); outer = outer.parent) {
      const call = outer.type === "AwaitExpression" ? bare(outer.argument) : outer;
      const isReceiver = call.type === "CallExpression" && isWithin(identifier, call.callee);
      if (outer.type === "AwaitExpression") return isReceiver || (isNew && isCall(call));
      if (outer.type === "ForOfStatement") return outer.await;
      if (outer.type === "AssignmentExpression") return isWithin(identifier, outer.left) && outer.left.type === "MemberExpression" && bare(outer.right).type === "AwaitExpression";
      if (isReceiver && call.arguments.some((argument) => [...ownNodes(file, argument)].some(({ type }) => type === "AwaitExpression"))) return true;
      if (outer.type.endsWith("Statement") && outer.type !== "ExpressionStatement") return false;
    }
    return false;
  });
}
