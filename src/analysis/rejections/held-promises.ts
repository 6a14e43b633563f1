import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { bare, isCall, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import type { Holder } from "../promises/promise-uses.js";
import { outcomesOf } from "../promises/promises.js";

/** An expression that may start work, put in a variable of the function that runs it. */
export interface Held {
  /** The call or construction. */
  readonly start: TSESTree.Node;
  readonly holder: Holder;
  /** The declaration or the assignment as a statement. */
  readonly statement: TSESTree.Node;
  /** What the holder may get instead: `undefined` of `ready ? load() : undefined`. */
  readonly others: readonly TSESTree.Node[];
}

/** What the functions of a file that suspend put in variables of their own, in source order. */
export const heldResults = perFile((file): readonly Held[] => {
  const all = nodes(file);
  if (!suspends(file)) return [];
  const declared = all.of("VariableDeclarator").flatMap((node) => (node.init && canSuspend(node) ? heldBy(file, node.id, node.init, node.parent) : []));
  const assigned = all.of("ExpressionStatement").flatMap((statement) => {
    const { expression } = statement;
    return expression.type === "AssignmentExpression" && canSuspend(statement) ? heldBy(file, expression.left, expression.right, statement) : [];
  });
  return [...declared, ...assigned].sort((one, other) => one.start.range[0] - other.start.range[0]);
});

function suspends(file: File): boolean {
  const all = nodes(file);
  return all.of("AwaitExpression").length > 0 || all.of("YieldExpression").length > 0 || all.of("ForOfStatement").some((loop) => loop.await);
}

/** Whether the code around a node can give control away: an async function, a generator, the top level of a module. */
export function canSuspend(node: TSESTree.Node): boolean {
  const fn = functionOf(node);
  if (fn) return fn.async || fn.generator;
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.type === "PropertyDefinition" || outer.type === "StaticBlock") return false;
  return true;
}

function heldBy(file: File, target: TSESTree.Node, value: TSESTree.Node, statement: TSESTree.Node): readonly Held[] {
  const source = bare(value);
  if (target.type === "Identifier") return heldIn(file, target, source, statement);
  if (target.type === "ArrayPattern" && source.type === "ArrayExpression") {
    if (source.elements.some((element) => element?.type === "SpreadElement")) return [];
    return target.elements.flatMap((name, index) => partHeld(file, name, source.elements[index], statement));
  }
  if (target.type === "ObjectPattern" && source.type === "ObjectExpression") {
    const parts = propertiesOf(source);
    return target.properties.flatMap((property) => (property.type === "Property" ? partHeld(file, property.value, parts.get(propertyName(property) ?? ""), statement) : []));
  }
  return [];
}

function partHeld(file: File, name: TSESTree.Node | null, value: TSESTree.Node | null | undefined, statement: TSESTree.Node): readonly Held[] {
  return name?.type === "Identifier" && value ? heldIn(file, name, bare(value), statement) : [];
}

function heldIn(file: File, name: TSESTree.Identifier, value: TSESTree.Node, statement: TSESTree.Node): readonly Held[] {
  const variable = variableOf(file, name);
  const definition = variable?.defs[0];
  if (!variable || definition?.type !== "Variable" || !isHome(name, variable.identifiers[0])) return [];
  if (value.type !== "ObjectExpression") return startsOf(value, { variable, property: undefined, text: name.name }, statement);
  return [...propertiesOf(value)].flatMap(([property, part]) => startsOf(part, { variable, property, text: `${name.name}.${property}` }, statement));
}

/** A variable of another function is a place where others may handle the promise. */
function isHome(name: TSESTree.Node, declared: TSESTree.Node | undefined): boolean {
  return declared !== undefined && functionOf(name) === functionOf(declared);
}

function propertiesOf(object: TSESTree.ObjectExpression): ReadonlyMap<string, TSESTree.Node> {
  const parts = new Map<string, TSESTree.Node>();
  for (const property of object.properties) {
    const name = property.type === "Property" ? propertyName(property) : undefined;
    if (property.type === "Property" && name !== undefined) parts.set(name, property.value);
  }
  return parts;
}

function startsOf(value: TSESTree.Node, holder: Holder, statement: TSESTree.Node): readonly Held[] {
  const outcomes = outcomesOf(value);
  // what stands left of `&&` is the outcome where it is false
  const all = bare(value).type === "LogicalExpression" ? [...outcomes, bare(value)] : outcomes;
  return outcomes.filter((one) => isCall(one) || one.type === "ImportExpression").map((start) => ({ start, holder, statement, others: all.filter((one) => one !== start) }));
}

/** The function that a held value lives in. */
export function homeOf(held: Held): FunctionNode | undefined {
  return functionOf(held.start);
}
