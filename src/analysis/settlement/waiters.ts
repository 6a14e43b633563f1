import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf, functionOf } from "../functions.js";
import { isStopper } from "../guards.js";
import { isPrivate } from "../inner-functions.js";
import { bare, descendants, dressed, isFunction, isLoop, isWithin, nodes, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { runsOnce } from "../overlap.js";
import { perFile } from "../per-file.js";
import { placeOf, writes, type Place, type Write } from "../places/places.js";
import { registrationOf } from "../registrations.js";
import { deferreds, type Deferred, type Use } from "../promises/settlers.js";
import { declaratorIn, writesOfKey } from "../places/write-index.js";

/** A step after which nobody can settle a promise that somebody waits for. */
export interface StrandedWaiter {
  readonly deferred: Deferred;
  /** The step: what stops the timer, empties the collection, overwrites the resolver. */
  readonly step: TSESTree.Node;
  /** The part of it that says so. */
  readonly at: TSESTree.Node;
  readonly how: "timer stopped" | "emptied" | "removed" | "overwritten";
}

/** The steps of a file that drop what would settle a promise. Each step once. */
export const strandedWaiters = perFile((file): readonly StrandedWaiter[] => {
  const found = new Map<TSESTree.Node, StrandedWaiter>();
  for (const deferred of deferreds(file)) {
    for (const one of [...stoppedTimers(file, deferred), ...emptied(file, deferred), ...cleared(file, deferred), ...overwritten(file, deferred)]) if (!found.has(one.step)) found.set(one.step, one);
  }
  return [...found.values()].sort((one, other) => one.step.range[0] - other.step.range[0]);
});

/** A timer that is kept where a later call finds it, and stops it although its callback alone settles the promise. */
function* stoppedTimers(file: File, deferred: Deferred): Generator<StrandedWaiter> {
  if (deferred.uses.some(({ as }) => as === "elsewhere")) return;
  for (const use of deferred.uses) {
    if (use.as !== "callback" || !use.call || registrationOf(file, use.call, use.argument ?? 0).how !== "timer") continue;
    const kept = dressed(use.call).parent;
    const place = kept?.type === "AssignmentExpression" ? placeOf(file, kept.left) : undefined;
    if (!place || !outlives(place, deferred)) continue;
    for (const step of stopsByKey(file).get(place.key) ?? []) {
      if (!mentionsSettler(deferred, step)) yield { deferred, step, at: step.callee, how: "timer stopped" };
    }
  }
}

/** The calls that stop a timer, by the place of its handle. */
const stopsByKey = perFile((file): ReadonlyMap<string, readonly TSESTree.CallExpression[]> => {
  const found = new Map<string, TSESTree.CallExpression[]>();
  for (const step of nodes(file).of("CallExpression")) {
    const given = step.arguments[0];
    const key = given && isStopper(file, step) ? placeOf(file, given)?.key : undefined;
    if (key === undefined) continue;
    const list = found.get(key);
    if (list === undefined) found.set(key, [step]);
    else list.push(step);
  }
  return found;
});

/** Whether the function that a step stands in has to do with settling the promise; the executor, and what is around it, runs for another promise. */
function mentionsSettler({ uses, home, node }: Deferred, step: TSESTree.Node): boolean {
  const fn = functionOf(step);
  if (!fn || fn === home || isWithin(node, fn)) return false;
  return uses.some((use) => isWithin(use.node, fn));
}

/** Whether another call finds what a place holds: it hangs on `this`, or on a variable from outside of the function that makes the promise. */
function outlives({ root }: Place, { node }: Deferred): boolean {
  if (typeof root === "string") return root === "this";
  const declared = root.defs[0]?.name as TSESTree.Node | undefined;
  const maker = functionOf(node);
  return declared !== undefined && maker !== undefined && !isWithin(declared, maker);
}

/** A collection of resolvers that is emptied, or loses one, by code that looks at none of them. */
function* emptied(file: File, deferred: Deferred): Generator<StrandedWaiter> {
  for (const { base, fn: home } of collectionsOf(file, deferred)) {
    for (const write of dropsByRoot(file).get(base.root) ?? []) {
      const fn = write.fn;
      if (!fn || fn === home || (deferred.executor && isWithin(deferred.node, fn)) || isConstructor(fn)) continue;
      const how = dropOf(write, base);
      if (!how || (how === "removed" && !isGivenUp(file, fn)) || mentionsSettler(deferred, write.node)) continue;
      if (!looksInto(file, fn, base, write.node)) yield { deferred, step: write.node, at: headOfWrite(write.node), how };
    }
  }
}

/** The collections that the resolvers of a promise are put into. */
function collectionsOf(file: File, deferred: Deferred): readonly { readonly base: Place; readonly fn: FunctionNode | undefined }[] {
  return storesOf(file, deferred).flatMap(({ node, fn }) => {
    const target = node.type === "CallExpression" ? bare(node.callee) : node.type === "AssignmentExpression" ? node.left : undefined;
    if (target?.type !== "MemberExpression" || (node.type === "AssignmentExpression" && !target.computed)) return [];
    const base = placeOf(file, target.object);
    return base && outlives(base, deferred) ? [{ base, fn }] : [];
  });
}

/** The writes that store a settler of a promise, by itself or in an object. */
function storesOf(file: File, { uses }: Deferred): readonly Write[] {
  const found = new Set<Write>();
  for (const use of uses) for (const write of storesBy(file, use)) found.add(write);
  return [...found].sort((one, other) => one.node.range[0] - other.node.range[0]);
}

/** Asked from the use outwards: the writes of a file are many, and what stands around a use is not. */
function* storesBy(file: File, use: Use): Generator<Write> {
  if (use.as === "call" || use.as === "property") return;
  const { byNode, byValue, byName } = stores(file);
  yield* byNode.get(use.node) ?? [];
  if (use.as !== "elsewhere") return;
  for (let inner = use.node, outer: TSESTree.Node | undefined = inner; outer; inner = outer, outer = outer.parent) {
    yield* byValue.get(outer) ?? [];
    if (outer.type !== "VariableDeclarator" || outer.init !== inner || outer.id.type !== "Identifier") continue;
    // `const entry = { resolve }; this.waiting.push(entry);`
    const fn = functionOf(outer.id);
    if (declaratorIn(file, fn, outer.id.name) === outer) yield* (byName.get(outer.id.name) ?? []).filter(({ value }) => value && functionOf(value) === fn);
  }
}

/** The writes of a value by where they stand, by the value and by the name of it. */
const stores = perFile((file) => {
  const [byNode, byValue, byName] = [new Map<TSESTree.Node, Write[]>(), new Map<TSESTree.Node, Write[]>(), new Map<string, Write[]>()];
  for (const write of writes(file)) {
    if (write.value === undefined) continue;
    addTo(byNode, write.node, write);
    addTo(byValue, write.value, write);
    const entry = bare(write.value);
    if (entry.type === "Identifier") addTo(byName, entry.name, write);
  }
  return { byNode, byValue, byName };
});

function addTo<Key>(lists: Map<Key, Write[]>, key: Key, write: Write): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [write]);
  else list.push(write);
}

/** The writes that may take something out of a collection, by what it hangs on. */
const dropsByRoot = perFile((file): ReadonlyMap<Place["root"], readonly Write[]> => {
  const found = new Map<Place["root"], Write[]>();
  for (const write of writes(file)) if (mayDrop(write)) addTo(found, write.place.root, write);
  return found;
});

function mayDrop({ place, node, value }: Write): boolean {
  if (node.type === "UnaryExpression") return true;
  if (node.type === "AssignmentExpression") return value !== undefined && (isEmpty(value) || (value.type === "Literal" && value.value === 0 && place.key.endsWith(".length")));
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  return callee?.type === "MemberExpression";
}

/** How a write takes resolvers out of a collection: all of them, or one. */
function dropOf({ place, node, value }: Write, base: Place): StrandedWaiter["how"] | undefined {
  if (place.root !== base.root) return undefined;
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  const method = callee?.type === "MemberExpression" ? propertyName(callee) : undefined;
  if (place.key === base.key && method === "clear") return "emptied";
  if (place.key === `${base.key}.length` && value?.type === "Literal" && value.value === 0) return "emptied";
  if (place.key === base.key && node.type === "AssignmentExpression" && value && isEmpty(value)) return "emptied";
  const isDelete = method === "delete" || (node.type === "UnaryExpression" && node.operator === "delete");
  return isDelete && place.key.startsWith(`${base.key}[`) ? "removed" : undefined;
}

function isEmpty(value: TSESTree.Node): boolean {
  const node = bare(value);
  if (node.type === "NewExpression") return node.arguments.length === 0 && node.callee.type === "Identifier" && (node.callee.name === "Map" || node.callee.name === "Set");
  return (node.type === "ArrayExpression" && node.elements.length === 0) || (node.type === "ObjectExpression" && node.properties.length === 0);
}

/** A function that gives a waiter up: the callback of a timer, or of an abort. */
function isGivenUp(file: File, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type !== "CallExpression") return false;
  const { how, event, repeats } = registrationOf(file, parent, parent.arguments.indexOf(fn as never));
  return (how === "timer" && !repeats) || (how === "listener" && (event === "abort" || event === "close"));
}

/** Whether a function, or one of the file that it calls, looks at what a collection holds. */
function looksInto(file: File, fn: FunctionNode, base: Place, step: TSESTree.Node): boolean {
  const mentions = (within: FunctionNode): boolean =>
    [...descendants(file, within.body)].some(
      (node) => (node.type === "Identifier" || node.type === "MemberExpression") && !isWithin(node, step) && placeOf(file, node)?.key === base.key && !isPartOfMember(node),
    );
  if (mentions(fn)) return true;
  return [...ownNodes(file, fn.body)].some((node) => {
    const callee = node.type === "CallExpression" ? calleeOf(file, node) : undefined;
    return callee !== undefined && callee !== fn && mentions(callee);
  });
}

/** The `pending` of `other.pending` is no mention of the variable. */
function isPartOfMember(node: TSESTree.Node): boolean {
  return node.parent?.type === "MemberExpression" && node.parent.property === node && !node.parent.computed;
}

/** One slot for one resolver: the next call overwrites that of a call which still waits. */
function* overwritten(file: File, deferred: Deferred): Generator<StrandedWaiter> {
  const maker = functionOf(deferred.node);
  if (!maker || isConstructor(maker) || isPrivate(maker) || runsOnce(file, maker) || isKept(deferred) || leavesEarly(maker, deferred) || isInLoop(deferred.node)) return;
  // something else settles it as well
  if (deferred.uses.some(({ as, fn }) => as !== "elsewhere" && fn === deferred.home)) return;
  for (const { node, place } of storesOf(file, deferred)) {
    if (node.type !== "AssignmentExpression" || !outlives(place, deferred) || place.element) continue;
    if (isWithin(deferred.node, node.right) || looksInto(file, maker, place, node) || !isUsedAgain(file, maker, place)) continue;
    yield { deferred, step: node, at: node.left, how: "overwritten" };
    return;
  }
}

/** One slot for one resolver, which a function that does not look into it empties: `close() { this.waiter = undefined; }`. */
function* cleared(file: File, deferred: Deferred): Generator<StrandedWaiter> {
  const maker = functionOf(deferred.node);
  if (!maker || isKept(deferred) || deferred.uses.some(({ as, fn }) => as !== "elsewhere" && fn === deferred.home)) return;
  for (const { node: store, place } of storesOf(file, deferred)) {
    if (store.type !== "AssignmentExpression" || !outlives(place, deferred) || place.element) continue;
    for (const { node, place: written, value, fn } of writesOfKey(file, place.key)) {
      if (written.root !== place.root || !value || !isNothing(value) || node.type !== "AssignmentExpression") continue;
      if (!fn || fn === maker || fn === deferred.home || isWithin(fn, maker) || isConstructor(fn) || mentionsSettler(deferred, node)) continue;
      if (!looksInto(file, fn, place, node)) yield { deferred, step: node, at: node.left, how: "removed" };
    }
  }
}

/** Whether a slot takes one waiter after the other: each call asks for something of its own, or the slot is emptied for the next. */
function isUsedAgain(file: File, maker: FunctionNode, place: Place): boolean {
  if (maker.params.length > 0) return true;
  return writesOfKey(file, place.key).some(({ node, value, fn }) => fn !== undefined && node.type === "AssignmentExpression" && value !== undefined && isNothing(value));
}

function isNothing(value: TSESTree.Node): boolean {
  const node = bare(value);
  return (node.type === "Literal" && node.value === null) || (node.type === "Identifier" && node.name === "undefined") || (node.type === "UnaryExpression" && node.operator === "void");
}

/** The promise is kept beside its resolver: who replaces both means to. */
function isKept({ node }: Deferred): boolean {
  const { parent } = dressed(node);
  return parent?.type === "AssignmentExpression" || parent?.type === "PropertyDefinition" || parent?.type === "Property";
}

/** One reader that waits again and again until there is enough: `while (!full) await new Promise((wake) => { this.wake = wake; })`. */
function isInLoop(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return true;
  return false;
}

/** A function that returns or throws before it makes the promise has looked whether it may. */
function leavesEarly(maker: FunctionNode, { node }: Deferred): boolean {
  const statements = maker.body.type === "BlockStatement" ? maker.body.body : [];
  return statements.some((statement) => statement.type === "IfStatement" && statement.range[1] < node.range[0]);
}

function isConstructor(fn: FunctionNode): boolean {
  return fn.parent.type === "MethodDefinition" && fn.parent.kind === "constructor";
}

function headOfWrite(node: TSESTree.Node): TSESTree.Node {
  if (node.type === "AssignmentExpression") return node.left;
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  return callee?.type === "MemberExpression" ? callee.property : node;
}
