import type { TSESTree } from "@typescript-eslint/utils";
import { copyingMethods } from "../../knowledge/steps.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { bare, descendants, isFunction, propertyName } from "../nodes.js";
import { stronger, useWithin, type Use } from "./uses.js";
import { objectPlaceOf, type Place, type Write } from "../places/places.js";
import { outcomesOf } from "../promises/promises.js";
import { readAt } from "../places/reads.js";
import { storeReadBy } from "../places/store-actions.js";

/** What a written value rests on: a place as it was at an earlier point. */
export interface Snapshot {
  /** Where the place was read. */
  readonly read: TSESTree.Node;
  readonly place: Place;
  /** Nodes after which a variable on the way holds something else. */
  readonly replaced: ReadonlySet<TSESTree.Node>;
  readonly use: Use;
}

/** The reads of a place from which a write computes what it puts there. A value that is only written back unchanged rests on none. */
export function snapshotsOf(file: File, write: Write, place: Place, value: TSESTree.Node | undefined): readonly Snapshot[] {
  const tracer = new Tracer(file, place);
  const { node } = write;
  if (node.type === "AssignmentExpression" && !/^(?:=|\?\?=|\|\|=|&&=)$/.test(node.operator)) tracer.found.push({ read: bare(node.left), place, replaced: new Set(), use: "built on" });
  if (value) tracer.trace(value, { changed: false, replaced: new Set(), use: "alone" });
  return tracer.found.filter(({ use }) => use !== "alone");
}

interface Way {
  readonly changed: boolean;
  readonly replaced: ReadonlySet<TSESTree.Node>;
  readonly use: Use;
}

class Tracer {
  readonly found: Snapshot[] = [];
  readonly #seen = new Set<Variable>();

  constructor(
    readonly file: File,
    readonly place: Place,
  ) {}

  trace(value: TSESTree.Node, way: Way): void {
    for (const outcome of outcomesOf(value).map(copied)) {
      // what is waited for is a step of its own
      for (const node of descendants(this.file, outcome, (inner) => !isFunction(inner) && inner.type !== "AwaitExpression")) {
        if (outcome.type === "AwaitExpression" || isFunction(outcome)) break;
        this.#look(node, { ...way, changed: way.changed || node !== outcome, use: stronger(way.use, useWithin(this.file, node, outcome)) });
      }
    }
  }

  #look(node: TSESTree.Node, way: Way): void {
    if (isDecisionOnly(node)) return;
    const read = readAt(this.file, node);
    if (read && (read.tells === "value" || read.tells === "search") && this.#isPart(read.place)) {
      if (way.changed || read.tells === "search") this.found.push({ ...way, use: isCopy(node) ? "built on" : way.use, read: this.#takenAt(node), place: read.place });
    } else if (node.type === "Identifier" && !isName(node)) this.#name(node, way);
  }

  /** `state.items` is as old as `const state = get()`: a store never changes what it has handed out. */
  #takenAt(node: TSESTree.Node): TSESTree.Node {
    let base = node;
    while (base.type === "MemberExpression") base = bare(base.object);
    const definition = base.type === "Identifier" ? variableOf(this.file, base)?.defs[0] : undefined;
    const init = definition?.type === "Variable" ? definition.node.init : null;
    return init && storeReadBy(this.file, init) ? bare(init) : node;
  }

  #isPart({ root, key }: Place): boolean {
    return root === this.place.root && (key === this.place.key || key.startsWith(`${this.place.key}.`) || key.startsWith(`${this.place.key}[`));
  }

  #name(node: TSESTree.Identifier, way: Way): void {
    const variable = variableOf(this.file, node);
    const definition = variable?.defs[0];
    if (!variable || definition?.type !== "Variable" || this.#seen.has(variable)) return;
    this.#seen.add(variable);
    const alias = objectPlaceOf(this.file, node);
    if (alias && definition.node.init && this.#isPart(alias) && alias.root !== variable) {
      if (way.changed) this.found.push({ ...way, read: bare(definition.node.init), place: alias });
      return;
    }
    const given = writesOf(variable);
    const isCounted = variable.references.some((reference) => reference.isRead() && reference.isWrite());
    for (const { name, value } of given) {
      const others = given.filter((other) => other.name !== name && other.value).map((other) => other.name.parent as TSESTree.Node);
      if (value) this.trace(value, { changed: way.changed || isCounted, replaced: new Set([...way.replaced, ...others]), use: isCounted ? "built on" : way.use });
    }
  }
}

/** `this.items.filter(…)`: what is searched for is what stays. */
function isCopy(node: TSESTree.Node): boolean {
  return node.type === "CallExpression" && node.callee.type === "MemberExpression" && copyingMethods.includes(propertyName(node.callee) ?? "");
}

/** A plain copy holds what was copied: `{ ...this.options }`. */
function copied(value: TSESTree.Node): TSESTree.Node {
  const parts = value.type === "ObjectExpression" ? value.properties : value.type === "ArrayExpression" ? value.elements : [];
  const [only, ...others] = parts;
  return only?.type === "SpreadElement" && others.length === 0 ? bare(only.argument) : value;
}

/** The tests within a value decide which one it is; it does not come from them. */
function isDecisionOnly(node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer && !outer.type.endsWith("Statement"); inner = outer, outer = outer.parent) {
    if (outer.type === "ConditionalExpression" && outer.test === inner) return true;
    // what a switch is turned to was decided when it was read
    if (outer.type === "UnaryExpression" && outer.operator === "!") return true;
    if (isFunction(outer)) return false;
  }
  return false;
}

function isName(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression") return !parent.computed && parent.property.range[0] === node.range[0];
  return parent.type === "Property" && propertyName(parent) !== undefined && !parent.shorthand && parent.key.range[0] === node.range[0];
}
