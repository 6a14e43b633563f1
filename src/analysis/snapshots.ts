import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf, type Variable } from "./bindings.js";
import type { File } from "./file.js";
import { bare, descendants, isFunction, propertyName } from "./nodes.js";
import { objectPlaceOf, type Place, type Write } from "./places.js";
import { outcomesOf } from "./promises.js";
import { readAt } from "./reads.js";

/** What a written value rests on: a place as it was at an earlier point. */
export interface Snapshot {
  /** Where the place was read. */
  readonly read: TSESTree.Node;
  readonly place: Place;
  /** Nodes after which a variable on the way holds something else. */
  readonly replaced: ReadonlySet<TSESTree.Node>;
}

/** The reads of a place from which a write computes what it puts there. A value that is only written back unchanged rests on none. */
export function snapshotsOf(file: File, write: Write, place: Place, value: TSESTree.Node | undefined): readonly Snapshot[] {
  const tracer = new Tracer(file, place);
  const { node } = write;
  if (node.type === "AssignmentExpression" && !/^(?:=|\?\?=|\|\|=|&&=)$/.test(node.operator)) tracer.found.push({ read: bare(node.left), place, replaced: new Set() });
  if (value) tracer.trace(value, false, new Set());
  return tracer.found;
}

class Tracer {
  readonly found: Snapshot[] = [];
  readonly #seen = new Set<Variable>();

  constructor(
    readonly file: File,
    readonly place: Place,
  ) {}

  trace(value: TSESTree.Node, changed: boolean, replaced: ReadonlySet<TSESTree.Node>): void {
    for (const outcome of outcomesOf(value).map(copied)) {
      // what is waited for is a step of its own
      for (const node of descendants(this.file, outcome, (inner) => !isFunction(inner) && inner.type !== "AwaitExpression")) {
        if (outcome.type === "AwaitExpression" || isFunction(outcome)) break;
        this.#look(node, changed || node !== outcome, replaced);
      }
    }
  }

  #look(node: TSESTree.Node, changed: boolean, replaced: ReadonlySet<TSESTree.Node>): void {
    if (isDecisionOnly(node)) return;
    const read = readAt(this.file, node);
    if (read && (read.tells === "value" || read.tells === "search") && this.#isPart(read.place)) {
      if (changed || read.tells === "search") this.found.push({ read: node, place: read.place, replaced });
    } else if (node.type === "Identifier" && !isName(node)) this.#name(node, changed, replaced);
  }

  #isPart({ root, key }: Place): boolean {
    return root === this.place.root && (key === this.place.key || key.startsWith(`${this.place.key}.`) || key.startsWith(`${this.place.key}[`));
  }

  #name(node: TSESTree.Identifier, changed: boolean, replaced: ReadonlySet<TSESTree.Node>): void {
    const variable = variableOf(this.file, node);
    const definition = variable?.defs[0];
    if (!variable || definition?.type !== "Variable" || this.#seen.has(variable)) return;
    this.#seen.add(variable);
    const alias = objectPlaceOf(this.file, node);
    if (alias && definition.node.init && this.#isPart(alias) && alias.root !== variable) {
      if (changed) this.found.push({ read: bare(definition.node.init), place: alias, replaced });
      return;
    }
    const given = writesOf(variable);
    const isCounted = variable.references.some((reference) => reference.isRead() && reference.isWrite());
    for (const { name, value } of given) {
      const others = given.filter((other) => other.name !== name && other.value).map((other) => other.name.parent as TSESTree.Node);
      if (value) this.trace(value, changed || isCounted, new Set([...replaced, ...others]));
    }
  }
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

function isName({ parent, ...node }: TSESTree.Identifier): boolean {
  if (parent.type === "MemberExpression") return !parent.computed && parent.property.range[0] === node.range[0];
  return parent.type === "Property" && propertyName(parent) !== undefined && !parent.shorthand && parent.key.range[0] === node.range[0];
}
