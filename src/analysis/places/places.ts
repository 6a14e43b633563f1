import type { TSESTree } from "@typescript-eslint/utils";
import { lifetimeOptions } from "../../knowledge/caches.js";
import { variableOf, writesOf, type Variable } from "./bindings.js";
import { isCell } from "./cells.js";
import type { File } from "../file.js";
import { calleeOf, callbackOf, callGraph, functionOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, headOf, isFunction, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { nameOfStore, storeReadBy, storeWrittenBy, tellsStore } from "./store-actions.js";

/** A place that holds a value: `this.state`, `cache[k]`, `map.get(k)`, a variable. */
export interface Place {
  /** The place as the source writes it, on one line. */
  readonly text: string;
  /** The same for every mention of the same place in one function: `this.state`, `cache[key]`. */
  readonly key: string;
  /** What the place hangs on: `this`, a variable, or a global's name. */
  readonly root: "this" | "global" | Variable;
  /** The key within a collection: `k` of `cache[k]` and `map.get(k)`. */
  readonly element: TSESTree.Node | undefined;
}

/** A step that changes what a place holds. */
export interface Write {
  readonly place: Place;
  /** The assignment, update or call that writes. */
  readonly node: TSESTree.Node;
  /** The value that is written; `undefined` where nothing is: `delete`, `clear()`, `i++`. */
  readonly value: TSESTree.Node | undefined;
  /** It goes into a collection beside what is there, or counts on: the order of two such writes does not show. */
  readonly adds: boolean;
  readonly fn: FunctionNode | undefined;
}

/** The place that an expression names; `undefined` for one that is made by a call or otherwise has no name. */
export function placeOf(file: File, expression: TSESTree.Node): Place | undefined {
  return namedPlace(file, expression, false, 0);
}

/** The place of the object that an expression gives: `this.items` for `list` after `const list = this.items`. */
export function objectPlaceOf(file: File, expression: TSESTree.Node): Place | undefined {
  return namedPlace(file, expression, true, 0);
}

/** The place of what a collection holds under a key, told as it is asked for: with `get`, or with `has` of a set. */
export function elementPlaceOf(file: File, collection: Place, key: TSESTree.Node, method = "get"): Place {
  const source = file.source.getText(bare(key));
  return { ...collection, text: `${collection.text}.${method}(${onOneLine(source)})`, key: `${collection.key}[${source}]`, element: key };
}

function namedPlace(file: File, expression: TSESTree.Node, throughAlias: boolean, depth: number): Place | undefined {
  const parts: string[] = [];
  let element: TSESTree.Node | undefined;
  let node = bare(expression);
  while (node.type === "MemberExpression") {
    const name = propertyName(node);
    parts.unshift(name === undefined ? `[${file.source.getText(bare(node.property))}]` : `.${name}`);
    if (node.computed && element === undefined) element = node.property;
    node = bare(node.object);
  }
  const base = baseOf(file, node, throughAlias || parts.length > 0, depth);
  if (!base) return undefined;
  const key = base.key + parts.join("");
  return { text: onOneLine(base.text + parts.join("")), key, root: base.root, element: element ?? base.element };
}

function onOneLine(text: string): string {
  if (/^[\w$.[\]#]*$/.test(text)) return text; // nearly all
  return text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
}

function baseOf(file: File, node: TSESTree.Node, throughAlias: boolean, depth: number): Place | undefined {
  if (node.type === "ThisExpression") return { text: "this", key: "this", root: "this", element: undefined };
  const store = node.type === "CallExpression" ? storeReadBy(file, node) : undefined;
  if (store) return storePlace(store);
  if (node.type !== "Identifier") return undefined;
  const variable = variableOf(file, node);
  const aliased = variable && throughAlias && depth < 8 ? aliasedPlace(file, variable, depth) : undefined;
  return aliased ?? { text: node.name, key: node.name, root: variable ?? "global", element: undefined };
}

/** What a store holds as a whole: `get()`. */
function storePlace(store: Variable): Place {
  const name = nameOfStore(store);
  return { text: name, key: name, root: store, element: undefined };
}

/** What a name that is given once stands for: `const self = this`, `const list = this.items`, `const { list } = this`, `const entry = map.get(key)`. */
function aliasedPlace(file: File, variable: Variable, depth: number): Place | undefined {
  const definition = variable.defs[0];
  if (definition?.type !== "Variable" || !definition.node.init || writesOf(variable).length !== 1) return undefined;
  const init = bare(definition.node.init);
  if (definition.node.id.type === "ObjectPattern") return destructuredPlace(file, definition.name, init, depth);
  if (definition.node.id !== definition.name) return undefined;
  if (init.type === "ThisExpression") return baseOf(file, init, false, depth);
  if (init.type === "MemberExpression") return namedPlace(file, init, true, depth + 1);
  const store = storeReadBy(file, init);
  if (store) return storePlace(store);
  const callee = init.type === "CallExpression" ? bare(init.callee) : undefined;
  const key = init.type === "CallExpression" && init.arguments.length === 1 ? init.arguments[0] : undefined;
  if (callee?.type !== "MemberExpression" || !key || propertyName(callee) !== "get") return undefined;
  const collection = namedPlace(file, callee.object, true, depth + 1);
  return collection && elementPlaceOf(file, collection, key);
}

function destructuredPlace(file: File, name: TSESTree.Node, init: TSESTree.Node, depth: number): Place | undefined {
  const property = name.parent;
  const key = property?.type === "Property" && property.value === name && property.parent.parent.type === "VariableDeclarator" ? propertyName(property) : undefined;
  const whole = key === undefined ? undefined : namedPlace(file, init, true, depth + 1);
  return whole && { ...whole, text: `${whole.text}.${String(key)}`, key: `${whole.key}.${String(key)}` };
}

/** Every write of a file to a place with a name, in source order. */
export const writes = perFile((file): readonly Write[] => {
  const all = nodes(file);
  const found: Write[] = [];
  for (const node of all.of("AssignmentExpression")) for (const target of targetsOf(node.left)) add(file, found, target, node, node.right, node.operator === "+=" || node.operator === "-=");
  for (const node of all.of("UpdateExpression")) add(file, found, node.argument, node, undefined, true);
  for (const node of all.of("UnaryExpression")) if (node.operator === "delete") add(file, found, node.argument, node, undefined, false);
  for (const node of all.of("CallExpression")) addCall(file, found, node);
  return found.sort((one, other) => one.node.range[0] - other.node.range[0]);
});

function add(file: File, found: Write[], target: TSESTree.Node, node: TSESTree.Node, value: TSESTree.Node | undefined, adds: boolean): void {
  const place = placeOf(file, target);
  if (place) found.push({ place, node, value, adds: adds || (value !== undefined && buildsOn(file, value, place)), fn: functionOf(node) });
}

/** `this.users = { ...this.users, [id]: user }`: what is there is read again and kept. */
function buildsOn(file: File, value: TSESTree.Node, place: Place): boolean {
  const node = bare(value);
  const parts = node.type === "ObjectExpression" ? node.properties : node.type === "ArrayExpression" ? node.elements : [];
  return parts.some((part) => part?.type === "SpreadElement" && placeOf(file, part.argument)?.key === place.key);
}

/** The part of a write that names what is written: the target of an assignment, the method of a call. */
export function headOfWrite(file: File, { node }: Write): TSESTree.Node | TSESTree.Token {
  if (node.type === "AssignmentExpression") return bare(node.left);
  if (node.type === "UpdateExpression" || node.type === "UnaryExpression") return bare(node.argument);
  return headOf(file, node);
}

/** The names and members that a pattern assigns to. */
export function targetsOf(pattern: TSESTree.Node): readonly TSESTree.Node[] {
  switch (pattern.type) {
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => targetsOf(property.type === "Property" ? property.value : property.argument));
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? targetsOf(element) : []));
    case "AssignmentPattern":
      return targetsOf(pattern.left);
    case "RestElement":
      return targetsOf(pattern.argument);
    default:
      return [pattern];
  }
}

/** What a method does to its receiver: where the key and the value stand, and whether it only adds. */
const mutators: Readonly<Record<string, { readonly key?: number; readonly value?: number; readonly adds: boolean }>> = {
  set: { key: 0, value: 1, adds: false },
  add: { value: 0, adds: true },
  push: { value: 0, adds: true },
  unshift: { value: 0, adds: true },
  splice: { value: 2, adds: false },
  delete: { key: 0, adds: false },
  clear: { adds: false },
  pop: { adds: false },
  shift: { adds: false },
  sort: { adds: false },
  reverse: { adds: false },
  fill: { value: 0, adds: false },
};

function addCall(file: File, found: Write[], node: TSESTree.CallExpression): void {
  const callee = bare(node.callee);
  const fn = functionOf(node);
  const value = node.arguments[0];
  if (factOf(file, "setters", node)) {
    const place = placeOf(file, callee);
    // `setCount((count) => count + 1)` reads what is there when it is applied
    if (place) found.push({ place, node, value, adds: isFunction(value), fn });
    return;
  }
  const store = callee.type === "Identifier" ? storeWrittenBy(file, node) : undefined;
  if (store) addToStore(found, storePlace(store), node, fn);
  if (callee.type !== "MemberExpression") return;
  const method = propertyName(callee) ?? "";
  const isState = method === "setState" && callee.object.type === "ThisExpression";
  if (isState) add(file, found, callee, node, value, isFunction(value));
  // a store outside of components: `store.setState({ count })`
  const outside = method === "setState" && !isState ? objectPlaceOf(file, callee.object) : undefined;
  if (outside) found.push({ place: outside, node, value, adds: isFunction(value), fn });
  // `this.set(key, value)` of a class that says itself what it does
  const isOwn = callee.object.type === "ThisExpression" && calleeOf(file, node) !== undefined;
  const mutator = Object.hasOwn(mutators, method) && !isOwn ? mutators[method] : undefined;
  const place = mutator && objectPlaceOf(file, callee.object);
  // `_.set(object, path, value)` is a function of a library, `cache.set(key, value, ttl)` is none
  if (!place || (method === "set" && node.arguments.length > 2 && !saysHowLong(node.arguments[2]))) return;
  const [key, one] = [node.arguments[mutator.key ?? -1], node.arguments[mutator.value ?? -1]];
  // `store.set(value)` replaces the whole
  if (method === "set" && node.arguments.length === 1) found.push({ place, node, value: key, adds: false, fn });
  else if (mutator.key === undefined) found.push({ place, node, value: one, adds: mutator.adds, fn });
  else if (key) found.push({ place: elementPlaceOf(file, place, key), node, value: one, adds: mutator.adds, fn });
}

/** The third argument of a cache's `set`: a number of milliseconds, or options. */
function saysHowLong(argument: TSESTree.Node | undefined): boolean {
  if (argument?.type === "ObjectExpression") return argument.properties.some((one) => one.type === "Property" && lifetimeOptions.test(propertyName(one) ?? ""));
  if (argument?.type === "Identifier") return /ttl|age|expir|lifetime/i.test(argument.name);
  return argument?.type === "BinaryExpression" || (argument?.type === "Literal" && typeof argument.value === "number" && argument.value >= 10);
}

/** `set({ user, isLoading: false })` writes what it names, and leaves the rest as it is. */
function addToStore(found: Write[], store: Place, node: TSESTree.CallExpression, fn: FunctionNode | undefined): void {
  const value = node.arguments[0] && bare(node.arguments[0]);
  if (value?.type !== "ObjectExpression") {
    found.push({ place: store, node, value, adds: isFunction(value), fn });
    return;
  }
  for (const part of value.properties) {
    const name = part.type === "Property" ? propertyName(part) : undefined;
    if (part.type === "Property" && name !== undefined) found.push({ place: { ...store, text: `${store.text}.${name}`, key: `${store.key}.${name}` }, node, value: part.value, adds: false, fn });
  }
}

/**
 * Whether a place outlives a call of `fn` and another call can touch it: fields, module state, and what a function
 * around `fn` declares, where `fn` is handed out of it. Parameters, and what a call makes for itself, are not shared.
 */
export function isSharedIn(file: File, place: Place, fn: FunctionNode): boolean {
  const { root } = place;
  if (root === "this") return !isConstructor(fn);
  if (/\.location(?:\.|$)/.test(place.key)) return false; // the page's address is no state of the program
  if (root === "global") return /^(?:globalThis|window|global|self)\.|^[\w$]+$/.test(place.key);
  const definition = root.defs[0];
  if (definition?.type === "Parameter") return tellsStore(file, root) || isStore(root) || isCellOf(file, root, place);
  if (!definition || isWithin(definition.name, fn)) return false;
  const home = functionOf(definition.node);
  return home === undefined || outlivesItsHome(file, fn, home);
}

/** `user: Ref<User>`: what a parameter hands in is state of its own by its type. */
function isCellOf(file: File, { identifiers: [name] }: Variable, { key }: Place): boolean {
  return name !== undefined && isCell(file, name, /\.(\w+)$/.exec(key)?.[1] ?? "");
}

/** A store from outside that is both read as a whole and written as a whole: `store.get()` and `store.set(value)`. */
function isStore(root: Variable): boolean {
  const calls = new Set(root.references.flatMap(({ identifier: { parent } }) => (parent.type === "MemberExpression" && parent.parent.type === "CallExpression" ? [`${String(propertyName(parent))} ${String(parent.parent.arguments.length)}`] : [])));
  return (calls.has("get 0") && calls.has("set 1")) || (calls.has("getState 0") && (calls.has("setState 1") || calls.has("setState 2")));
}

function isConstructor(fn: FunctionNode): boolean {
  return fn.parent.type === "MethodDefinition" && fn.parent.kind === "constructor";
}

function outlivesItsHome(file: File, fn: FunctionNode, home: FunctionNode): boolean {
  let known = outliving(file).get(fn);
  if (known === undefined) outliving(file).set(fn, (known = new Map<FunctionNode, boolean>()));
  const answer = known.get(home) ?? outlives(file, fn, home);
  known.set(home, answer);
  return answer;
}

const outliving = perFile(() => new Map<FunctionNode, Map<FunctionNode, boolean>>());

/** Whether a function can be called after the function around it has returned: it is returned, stored or registered, or called by one that is. */
export function outlives(file: File, fn: FunctionNode, home: FunctionNode, seen = new Set<FunctionNode>()): boolean {
  for (let inner: FunctionNode | undefined = fn; inner && inner !== home; inner = functionOf(inner)) {
    if (seen.has(inner)) return false;
    seen.add(inner);
    if (isHandedOut(file, inner)) return true;
    const callers = callGraph(file).callersOf(inner).map(functionOf);
    if (callers.some((caller) => caller && caller !== home && isWithin(caller, home) && outlives(file, caller, home, seen))) return true;
  }
  return false;
}

/** Whether a function can be called by something that its file does not show: it is stored, registered or passed on. */
export function isHandedOut(file: File, fn: FunctionNode): boolean {
  const callback = callbackOf(fn);
  if (callback) return factOf(file, "callbacks", callback.call)?.fact.runs !== "sync";
  const { parent } = fn;
  if (parent.type === "CallExpression") return false; // called in place
  if (parent.type !== "VariableDeclarator" && fn.type !== "FunctionDeclaration") return true;
  const name = parent.type === "VariableDeclarator" ? parent.id : fn.id;
  const variable = name && variableOf(file, name);
  return (variable?.references ?? []).some(({ identifier, init }) => !init && !(identifier.parent.type === "CallExpression" && identifier.parent.callee === identifier));
}
