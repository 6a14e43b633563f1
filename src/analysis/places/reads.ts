import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { bare, dressed, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { elementPlaceOf, objectPlaceOf, placeOf, type Place } from "./places.js";
import { stepsWithin } from "./steps-within.js";
import { storeReadBy } from "./store-actions.js";

/** A step that looks at what a place holds. */
export interface Read {
  /** The same key as that of a write to it: `this.total`, `cache[key]` for `cache.get(key)` and `cache.has(key)`. */
  readonly place: Place;
  /** The smallest expression whose value tells of the place: `this.total`, `cache.has(key)`, `list.length`, `list.findIndex(…)`. */
  readonly node: TSESTree.Node;
  /**
   * `value`: what the place holds; `presence`: only whether there is something; `size`: how much a collection holds;
   * `search`: something about its elements, such as the index of one; `taking`: it takes something out and gives it.
   */
  readonly tells: "value" | "presence" | "size" | "search" | "taking";
  readonly fn: FunctionNode | undefined;
}

/** The reads of a place in a file, those of its elements aside, in source order. */
export function readsOf(file: File, place: Place): readonly Read[] {
  const known = readsOfPlaces(file);
  let ofKey = known.get(place.key);
  if (ofKey === undefined) known.set(place.key, (ofKey = new Map<Place["root"], readonly Read[]>()));
  let found = ofKey.get(place.root);
  if (found === undefined) ofKey.set(place.root, (found = (reads(file).get(place.key) ?? []).filter((read) => read.place.root === place.root)));
  return found;
}

const readsOfPlaces = perFile(() => new Map<string, Map<Place["root"], readonly Read[]>>());

/** Those of the reads of a place that stand inside of a node, or are it, in source order. */
export function readsWithin(file: File, place: Place, outer: TSESTree.Node): readonly Read[] {
  return stepsWithin(readsOf(file, place), outer);
}

/** The read that a node is; `undefined` for one that is none. */
export function readAt(file: File, node: TSESTree.Node): Read | undefined {
  return readsByNode(file).get(node);
}

const readsByNode = perFile((file): ReadonlyMap<TSESTree.Node, Read> => {
  const found = new Map<TSESTree.Node, Read>();
  for (const list of reads(file).values()) for (const read of list) found.set(read.node, read);
  return found;
});

/** Every read of a file of a place with a name, by the key of the place. */
export const reads = perFile((file): ReadonlyMap<string, readonly Read[]> => {
  const found: Read[] = [];
  for (const node of nodes(file).of("ThisExpression")) addRead(file, found, node);
  for (const scope of file.source.scopeManager?.scopes ?? []) {
    for (const { identifier, init } of scope.references) if (init !== true && identifier.type === "Identifier") addRead(file, found, identifier);
  }
  for (const node of nodes(file).of("BinaryExpression")) if (node.operator === "in") addPresence(file, found, node, node.right, node.left);
  const byKey = new Map<string, Read[]>();
  for (const read of found.sort((one, other) => one.node.range[0] - other.node.range[0])) {
    const list = byKey.get(read.place.key);
    if (list === undefined) byKey.set(read.place.key, [read]);
    else list.push(read);
  }
  return byKey;
});

/** Methods by what they tell of their receiver. */
const tellers: ReadonlyMap<string, Read["tells"]> = new Map([
  ...["find", "findIndex", "findLast", "findLastIndex", "indexOf", "lastIndexOf", "includes", "some", "every", "filter", "at", "keys", "values", "entries"].map((name) => [name, "search"] as const),
  ...["pop", "shift", "splice"].map((name) => [name, "taking"] as const),
]);

/** Methods that take a key, by what they tell of the element. */
const lookUps: ReadonlyMap<string, Read["tells"]> = new Map([
  ["get", "value"],
  ["peek", "value"],
  ["has", "presence"],
  ["hasOwnProperty", "presence"],
]);

/** Goes from a name or `this` up to the whole expression that it starts: `this.cache?.get(key)`. */
function addRead(file: File, found: Read[], base: TSESTree.Node): void {
  // `get().items` of a store starts with the call
  let node = base.type === "Identifier" && isCallee(base) && storeReadBy(file, dressed(base).parent as TSESTree.Node) ? (dressed(base).parent as TSESTree.Node) : base;
  for (;;) {
    const member = dressed(node).parent;
    if (member?.type !== "MemberExpression" || bare(member.object) !== node) break;
    const outer = dressed(member).parent;
    if (outer?.type === "CallExpression" && bare(outer.callee) === member) {
      addCall(file, found, node, member, outer);
      return;
    }
    const name = propertyName(member);
    if (name === "size" || name === "length") {
      add(found, objectPlaceOf(file, node), member, "size");
      return;
    }
    node = member;
  }
  if (node.type !== "ThisExpression" && !isOnlyWritten(node) && !isCallee(node)) add(found, placeOf(file, node), node, "value");
}

function addCall(file: File, found: Read[], receiver: TSESTree.Node, member: TSESTree.MemberExpression, call: TSESTree.CallExpression): void {
  const method = propertyName(member) ?? "";
  const [key, more] = call.arguments;
  const place = objectPlaceOf(file, receiver);
  if (!place || place.key === "this") return;
  const lookUp = lookUps.get(method);
  const teller = tellers.get(method);
  if (lookUp && key && !more) add(found, elementPlaceOf(file, place, key, method === "has" ? method : "get"), call, lookUp);
  // a store is read as a whole: `store.getState()`
  else if (/^(?:get|getState|peek)$/.test(method) && !key) add(found, place, call, "value");
  else if (teller) add(found, place, call, teller);
  else add(found, place, receiver, "value");
}

function addPresence(file: File, found: Read[], node: TSESTree.Node, object: TSESTree.Node, key: TSESTree.Node): void {
  const place = objectPlaceOf(file, object);
  if (place) add(found, elementPlaceOf(file, place, key), node, "presence");
}

function add(found: Read[], place: Place | undefined, node: TSESTree.Node, tells: Read["tells"]): void {
  if (place) found.push({ place, node, tells, fn: functionOf(node) });
}

/** The target of a plain assignment, of `delete` and of a pattern; `+=` and `++` read as well. */
function isOnlyWritten(node: TSESTree.Node): boolean {
  const target = dressed(node);
  const { parent } = target;
  switch (parent?.type) {
    case "AssignmentExpression":
      return parent.left === target && parent.operator === "=";
    case "UnaryExpression":
      return parent.operator === "delete";
    case "AssignmentPattern":
      return parent.left === target;
    case "ArrayPattern":
    case "RestElement":
      return true;
    case "Property":
      return parent.parent.type === "ObjectPattern" && parent.value === target;
    case "ForOfStatement":
    case "ForInStatement":
      return parent.left === target;
    default:
      return false;
  }
}

/** A function that is only called is no state that is looked at. */
function isCallee(node: TSESTree.Node): boolean {
  const { parent } = dressed(node);
  return (parent?.type === "CallExpression" || parent?.type === "NewExpression") && bare(parent.callee) === node;
}
