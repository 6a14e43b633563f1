import type { TSESTree } from "@typescript-eslint/utils";
import { lifetimeOptions } from "../../knowledge/caches.js";
import type { File } from "../file.js";
import { variableOf } from "../places/bindings.js";
import { callbackOf, callGraph, functionMeant, functionOf, functionsAround, isNothing, thisOwner } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, isClass, isFunction, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { placeOf, type Place, type Write } from "../places/places.js";
import { writesOfRoot } from "../places/write-index.js";
import { chainMethod } from "../promises/promises.js";
import { literalOf } from "../settings.js";

/** Whether something takes a kept promise out of its place again when it has failed, or after a while. */
export function isEvicted(file: File, { write }: { readonly write: Write }): boolean {
  if (hasLifetime(file, write.place)) return true;
  return writesOfRoot(file, write.place.root).some((other) => other !== write && isSameCollection(write, other) && (runsOnFailure(file, other.node, write.node) || isEmptiedByRejecter(file, other, write) || isRenewal(file, other, write) || isEmptiedEitherWay(file, other, write)));
}

/** `const [error] = await settle(this.run); this.run = undefined;`: the wait gives the failure as a value, and goes on. */
function isEmptiedEitherWay(file: File, other: Write, store: Write): boolean {
  if (!store.fn || other.fn !== store.fn || !isEmptying(other)) return false;
  const waits = nodes(file).of("AwaitExpression").filter((wait) => functionOf(wait) === store.fn && wait.range[0] > store.node.range[1] && wait.range[1] < other.node.range[0]);
  return waits.some(({ argument, parent }) => {
    const call = bare(argument);
    const isPair = parent.type === "VariableDeclarator" && parent.id.type === "ArrayPattern";
    return isPair && call.type === "CallExpression" && call.arguments.some((given) => placeOf(file, given)?.key === store.place.key);
  });
}

/** `new Promise((resolve, reject) => { request.onerror = () => { opening = undefined; reject(request.error); }; })` */
function isEmptiedByRejecter(file: File, other: Write, { value }: Write): boolean {
  const executor = value?.type === "NewExpression" && isFunction(value.arguments[0]) ? value.arguments[0] : undefined;
  const rejecter = executor?.params[1];
  if (rejecter?.type !== "Identifier" || !other.fn || other.fn === executor || !isEmptying(other) || !isWithin(other.node, executor as FunctionNode)) return false;
  return (variableOf(file, rejecter)?.references ?? []).some(({ identifier }) => functionOf(identifier) === other.fn);
}

/** Whether the work that fills a place, or whoever waits for it, empties it when it has gone well. */
export function isEmptiedOnSuccess(file: File, write: Write): boolean {
  return writesOfRoot(file, write.place.root).some((other) => other !== write && isEmptying(other) && !isWithin(other.node, write.node) && isSameCollection(write, other));
}

function isEmptying({ value }: Write): boolean {
  return value === undefined || isNothing(value);
}

/** Emptied at a time of its own, by what neither fills the place nor is part of that work: `reset()`, a reconnect, the next round. */
function isRenewal(file: File, other: Write, store: Write): boolean {
  const isWhole = other.place.key !== store.place.key && !other.place.element;
  if (!other.fn || !(isEmptying(other) || isWhole)) return false;
  const outermost = [...functionsAround(store.node)].at(-1);
  return outermost !== undefined && !isPartOfWork(file, other.fn, outermost);
}

function isPartOfWork(file: File, fn: FunctionNode, work: FunctionNode, seen = new Set<FunctionNode>()): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  if (isWithin(fn, work)) return true;
  const callers = [...functionsAround(fn.body)].flatMap((outer) => callGraph(file).callersOf(outer));
  return callers.some((call) => {
    const caller = functionOf(call);
    return caller !== undefined && isPartOfWork(file, caller, work, seen);
  });
}

/** `new LRUCache({ ttl: 60_000 })` */
function hasLifetime(file: File, place: Place): boolean {
  const declared = declaredValue(place);
  const options = declared?.type === "NewExpression" || declared?.type === "CallExpression" ? declared.arguments.map((argument) => literalOf(file, argument)) : [];
  return options.some((option) => option.type === "ObjectExpression" && option.properties.some((property) => property.type === "Property" && lifetimeOptions.test(propertyName(property) ?? "")));
}

function declaredValue({ root, element }: Place): TSESTree.Node | undefined {
  const definition = typeof root === "object" && element ? root.defs[0] : undefined;
  const init = definition?.type === "Variable" ? definition.node.init : undefined;
  return init ? bare(init) : undefined;
}

function isSameCollection(one: Write, other: Write): boolean {
  if (one.place.root !== other.place.root) return false;
  const [here, there] = [thisOwner(one.node), thisOwner(other.node)];
  if (one.place.root === "this" && isClass(here) && isClass(there) && here !== there) return false;
  return collectionOf(one.place) === collectionOf(other.place) || one.place.key.startsWith(`${other.place.key}[`) || one.place.key.startsWith(`${other.place.key}.`) || other.place.key === one.place.key;
}

/** The place of a collection, whatever the key. */
function collectionOf({ key, element }: Place): string {
  return element ? key.slice(0, key.indexOf("[")) : key;
}

/** Whether a node runs when something has failed, or later by itself: in a `catch` or `finally`, a rejection handler, a timer, a listener. */
function runsOnFailure(file: File, node: TSESTree.Node, store: TSESTree.Node, seen = new Set<FunctionNode>()): boolean {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "CatchClause" || (outer.type === "TryStatement" && outer.finalizer === inner)) return true;
    if (!isFunction(outer)) continue;
    if (seen.has(outer) || isWithin(store, outer)) return false;
    seen.add(outer);
    const callback = callbackOf(outer);
    if (callback && isFailureHandler(file, callback.call, callback.argument)) return true;
    if (handlers(file).has(outer)) return true;
    if (callGraph(file).callersOf(outer).some((call) => runsOnFailure(file, call, store, seen))) return true;
  }
  return false;
}

function isFailureHandler(file: File, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: number): boolean {
  const method = chainMethod(call);
  if (method !== undefined) return method !== "then" || argument === 1;
  return factOf(file, "timers", call) !== undefined || factOf(file, "callbacks", call)?.fact.runs !== "sync";
}

/** Functions of the file that are given by name to what calls them on a failure. */
const handlers = perFile((file): ReadonlySet<FunctionNode> => {
  const found = new Set<FunctionNode>();
  for (const call of nodes(file).of("CallExpression")) {
    for (const [index, argument] of call.arguments.entries()) {
      if (argument.type !== "Identifier" && argument.type !== "MemberExpression") continue;
      const fn = isFailureHandler(file, call, index) ? functionMeant(file, argument) : undefined;
      if (fn) found.add(fn);
    }
  }
  return found;
});
