import type { TSESTree } from "@typescript-eslint/utils";
import { mayBeAsync } from "../promises/asynchrony.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { calleeOf, isNothing, memberOf, thisOwner } from "../functions.js";
import { bare, dressed, isFunction, nodes, ownNodes, propertyName } from "../nodes.js";
import { perFile } from "../per-file.js";
import { forgottenWaits } from "./forgotten-waits.js";
import { isMostlyAwaited } from "../promises/habits.js";
import { tellsPromise, usesOfHolder } from "../promises/promise-uses.js";
import { isPromise, outcomesOf } from "../promises/promises.js";
import { types } from "../types.js";

/** A promise that stands where its result is meant. */
export interface MisreadPromise {
  readonly node: TSESTree.Node;
  readonly as: "condition" | "negation" | "comparison" | "arithmetic" | "template" | "spread" | "operand" | "property";
}

/** Conditions, comparisons and the like whose value is a promise. In no particular order. What is read from one variable is told once. */
export const misreadPromises = perFile((file): readonly MisreadPromise[] => {
  if (!mayBeAsync(file)) return [];
  const found = new Map<TSESTree.Node | Variable, MisreadPromise>();
  for (const { node: place, as } of places(file)) {
    for (const node of outcomesOf(place)) {
      const what = (as === "property" && node.type === "Identifier" && variableOf(file, node)) || node;
      if (!found.has(what) && isMisread(file, node, as)) found.set(what, { node, as });
    }
  }
  for (const node of forgottenWaits(file)) found.set(node, { node, as: "property" });
  return [...found.values()];
});

function* places(file: File): Generator<MisreadPromise> {
  const all = nodes(file);
  for (const type of ["IfStatement", "ConditionalExpression", "WhileStatement", "DoWhileStatement", "ForStatement"] as const)
    for (const { test } of all.of(type)) if (test) yield { node: test, as: "condition" };
  for (const { discriminant } of all.of("SwitchStatement")) yield { node: discriminant, as: "comparison" };
  for (const node of all.of("UnaryExpression")) if (node.operator === "!" && node.parent.type !== "ExpressionStatement") yield { node: node.argument, as: "negation" };
  for (const node of all.of("LogicalExpression")) if (node.operator !== "??") yield { node: decidingPart(node.left), as: "operand" };
  for (const node of all.of("TemplateLiteral")) {
    if (node.parent.type !== "TaggedTemplateExpression") for (const expression of node.expressions) yield { node: expression, as: "template" };
  }
  for (const node of all.of("SpreadElement")) yield { node: node.argument, as: "spread" };
  for (const node of all.of("BinaryExpression")) yield* operands(file, node);
  for (const node of all.of("MemberExpression")) if (isRead(node) && !ofPromises.has(propertyName(node) ?? "")) yield { node: node.object, as: "property" };
}

/** What a promise has itself. */
const ofPromises: ReadonlySet<string> = new Set(["then", "catch", "finally", "constructor", "toString"]);

/** What is assigned to a promise is the project's own: `work.cancel = stop`. */
function isRead(member: TSESTree.MemberExpression): boolean {
  return member.object.type !== "Super" && !(member.parent.type === "AssignmentExpression" && member.parent.left === member);
}

/** Of `a && b` on the left of another operator only `b` is left to look at: `a` is an operand of its own, and such rows can be long. */
function decidingPart(left: TSESTree.Expression): TSESTree.Expression {
  return left.type === "LogicalExpression" ? left.right : left;
}

function* operands(file: File, { operator, left, right }: TSESTree.BinaryExpression): Generator<MisreadPromise> {
  if (operator === "in" || operator === "instanceof") return;
  const isComparison = /^(?:[=!]==?|[<>]=?)$/.test(operator);
  const as = isComparison ? "comparison" : "arithmetic";
  // one is compared with nothing for whether it is there, two for whether they are the same
  if (isComparison && (isNothing(left) || isNothing(right))) return;
  if (!isComparison || isNoPromise(file, right) || bare(left).type === "CallExpression") yield { node: left, as };
  if (!isComparison || isNoPromise(file, left) || bare(right).type === "CallExpression") yield { node: right, as };
}

function isNoPromise(file: File, node: TSESTree.Node): boolean {
  const value = bare(node);
  return value.type === "Literal" || value.type === "TemplateLiteral" || isPromise(file, value) === "no";
}

function isMisread(file: File, node: TSESTree.Node, as: MisreadPromise["as"]): boolean {
  const checker = types(file);
  if (as === "property") return isStarted(file, node, as) && !hasOwnParts(file, node);
  if (!checker || isStarted(file, node, as)) return isStarted(file, node, as);
  if (!mayBePromise(node) || checker.promiseKindOf(node) !== "promise") return false;
  return as === "spread" || (!checker.mayBeAbsent(node, asksForPresence.has(as)) && !mayBeMissing(file, node));
}

/** `const work = start(); work.cancel = stop;` */
function hasOwnParts(file: File, node: TSESTree.Node): boolean {
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  return variable?.references.some(({ identifier: { parent } }) => parent.type === "MemberExpression" && !isRead(parent)) ?? false;
}

/** Where a promise or nothing can stand with good reason. */
const asksForPresence: ReadonlySet<MisreadPromise["as"]> = new Set(["condition", "negation", "operand"]);

/** What visibly is a promise and always there: the call of an async function of the same file or of one that the file waits for elsewhere, or a variable that holds only that. Without types nothing else counts. */
function isStarted(file: File, node: TSESTree.Node, as: MisreadPromise["as"]): boolean {
  const value = node.type === "CallExpression" ? node : constantOf(file, node, asksForPresence.has(as));
  if (value?.type !== "CallExpression" || isPromise(file, value) !== "yes") return false;
  return calleeOf(file, value)?.async === true || (isMostlyAwaited(file, value) && isTakenForResult(node, value, as) && !isKnownAsPromise(file, node));
}

/** What builds a query has methods of its own, `find(id).sort()`, and a collection of promises is asked whether it has one: `if (pending.get(id)) …`. */
function isTakenForResult(node: TSESTree.Node, call: TSESTree.CallExpression, as: MisreadPromise["as"]): boolean {
  if (as === "property") return !isMethodCall(node);
  const callee = bare(call.callee);
  return !asksForPresence.has(as) || (node !== call && !(callee.type === "MemberExpression" && propertyName(callee) === "get"));
}

function isMethodCall(object: TSESTree.Node): boolean {
  const member = dressed(object).parent;
  return member !== undefined && dressed(member).parent?.type === "CallExpression" && (dressed(member).parent as TSESTree.CallExpression).callee === dressed(member);
}

/** What a variable holds is awaited or given handlers as well: whoever wrote that knows what it is, a promise or a query that is still built. */
function isKnownAsPromise(file: File, node: TSESTree.Node): boolean {
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  return variable !== undefined && usesOfHolder(file, { variable, property: undefined, text: variable.name }).some((use) => tellsPromise(use) || use.as === "collected");
}

/** The one thing that a variable ever holds: it is declared with it, or given it later, unless what is asked is whether it has been given it by then. */
function constantOf(file: File, node: TSESTree.Node, asksWhether: boolean): TSESTree.Node | undefined {
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const [write, ...others] = variable?.defs[0]?.type === "Variable" ? writesOf(variable) : [];
  return write?.direct && write.value && others.length === 0 && isPlainWrite(write.name, asksWhether) ? bare(write.value) : undefined;
}

/** `let left; left = count();`, and neither `left += count()` nor a turn of a loop. */
function isPlainWrite({ parent }: TSESTree.Node, asksWhether: boolean): boolean {
  return parent?.type === "VariableDeclarator" ? parent.init !== null : !asksWhether && parent?.type === "AssignmentExpression" && parent.operator === "=";
}

/** An element of a record or list is declared as there even where it is not: `if (pending[key])` asks whether it is. So is what is filled later. */
function mayBeMissing(file: File, node: TSESTree.Node): boolean {
  if (isFilledLater(file, node) || isFilledThere(file, node)) return true;
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  if (!variable) return node.type === "MemberExpression" && node.computed;
  return writesOf(variable).some(({ value, direct }) => value && (!direct || isNothing(value) || bare(value).type === "MemberExpression"));
}

/** `ready!: Promise<void>`, `let ready!: Promise<void>` */
function isFilledLater(file: File, node: TSESTree.Node): boolean {
  if (node.type === "Identifier") {
    const declarator = variableOf(file, node)?.defs[0]?.node;
    return declarator?.type === "VariableDeclarator" && declarator.definite;
  }
  const owner = node.type === "MemberExpression" && node.object.type === "ThisExpression" ? thisOwner(node.object) : undefined;
  const field = owner && memberOf(owner, propertyName(node as TSESTree.MemberExpression) ?? "");
  return field?.type === "PropertyDefinition" && field.definite;
}

/** `if (!ready) ready = open();`, `ready || (ready = open())` */
function isFilledThere(file: File, node: TSESTree.Node): boolean {
  let test = node;
  for (let outer = node.parent; outer && !isFunction(outer); test = outer, outer = outer.parent) {
    const branch = outer.type === "IfStatement" && outer.test === test ? outer.consequent : outer.type === "LogicalExpression" && outer.left === test ? outer.right : undefined;
    if (branch && [...ownNodes(file, branch)].some((inner) => inner.type === "AssignmentExpression" && file.source.getText(inner.left) === file.source.getText(node))) return true;
    if (outer.type.endsWith("Statement")) return false;
  }
  return false;
}

/** Forms whose values are no promises, so that the checker need not be asked. */
function mayBePromise(node: TSESTree.Node): boolean {
  return node.type === "CallExpression" || node.type === "Identifier" || node.type === "MemberExpression" || node.type === "ImportExpression" || node.type === "NewExpression";
}
