import type { TSESTree } from "@typescript-eslint/utils";
import { endlessStreams, foundMembers, keepingSizes, listings, partNames, requestBody, rowPairs } from "../../knowledge/bounds.js";
import { variableOf, type Variable } from "../places/bindings.js";
import { nameIn } from "../libraries/dispensables.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionOf, nameOf, valueOf } from "../functions.js";
import { asksForSize, foundBy, isFileText } from "./listings.js";
import { assignmentsToField, parameterProperty } from "../places/fields.js";
import { isParameter, memberOf, thisOwner } from "../places/owners.js";
import { bare, descendants, isClass, isFunction, isLoop, isWithin, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { returnedBy } from "../promises/promises.js";
import { isLengthLimited, isSizeChecked } from "./size-checks.js";

/** What decides how long a collection can get. */
export type Size =
  | { readonly is: "bounded" | "unknown" }
  /** It comes from somewhere that grows: `what` says where, as a noun with its article. */
  | { readonly is: "growing"; readonly what: string }
  /** The callers decide. */
  | { readonly is: "given" };

const bounded: Size = { is: "bounded" };
const unknown: Size = { is: "unknown" };

/** How long a collection can get, as far as this file shows. */
export function sizeOf(file: File, collection: TSESTree.Node, depth = 0): Size {
  const node = bare(collection);
  if (depth > 10) return unknown;
  const inner = (one: TSESTree.Node): Size => sizeOf(file, one, depth + 1);
  switch (node.type) {
    case "ArrayExpression":
      return longest(node.elements.flatMap((element) => (element?.type === "SpreadElement" ? [inner(element.argument)] : [])));
    case "ConditionalExpression":
      return longest([inner(node.consequent), inner(node.alternate)]);
    case "LogicalExpression":
      return longest([inner(node.left), inner(node.right)]);
    case "NewExpression":
      return node.arguments[0] ? inner(node.arguments[0]) : unknown;
    case "AwaitExpression":
      return awaited(file, bare(node.argument), depth);
    case "CallExpression":
      return called(file, node, depth);
    case "MemberExpression":
      return memberSize(file, node, depth);
    case "Identifier":
      return named(file, node, depth);
    default:
      return unknown;
  }
}

/** How much a stream gives that a loop waits for: `for await (const line of lines)`. */
export function streamSize(file: File, source: TSESTree.Node): Size {
  const node = bare(source);
  if (node.type === "Identifier") {
    const variable = variableOf(file, node);
    if (variable && isParameter(variable)) return partNames.test(node.name) ? unknown : { is: "given" };
  }
  const what = node.type === "CallExpression" && calleeOf(file, node) ? undefined : foundBy(file, node);
  if (what !== undefined) return asksForSize(file, node) ? bounded : { is: "growing", what };
  return endlessStreams.some((call) => originOf(file, node)?.path.endsWith(call)) ? { is: "growing", what: "a stream" } : unknown;
}

function longest(sizes: readonly Size[]): Size {
  return sizes.find(({ is }) => is === "growing") ?? sizes.find(({ is }) => is === "given") ?? sizes.find(({ is }) => is === "unknown") ?? bounded;
}

function called(file: File, call: TSESTree.CallExpression, depth: number): Size {
  const callee = bare(call.callee);
  const name = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  const [first, second] = call.arguments;
  if (callee.type === "MemberExpression" && /^(?:Object|Array)$/.test(file.source.getText(callee.object))) return first ? sizeOf(file, first, depth + 1) : unknown;
  if (callee.type === "MemberExpression" && name !== undefined) {
    if ((name === "slice" || name === "splice") && second) return bounded;
    if (name === "slice" && first?.type === "UnaryExpression" && first.operator === "-") return bounded;
    if (name === "split" && isFileText(file, callee.object) && /\\n|\n|EOL/.test(first ? file.source.getText(first) : "")) return { is: "growing", what: "the lines of a file" };
    if (keepingSizes.includes(name) || name === "slice") return sizeOf(file, callee.object, depth + 1);
  }
  if (listings.includes(nameIn(callee) ?? "")) return { is: "growing", what: "a directory listing" };
  const own = calleeOf(file, call);
  const results = own && !own.async ? returnedBy(file, own) : [];
  return results.length === 1 && results[0] ? sizeOf(file, results[0], depth + 1) : unknown;
}

function awaited(file: File, work: TSESTree.Node, depth: number): Size {
  if (work.type === "CallExpression") return answered(file, work, depth);
  const what = foundBy(file, work);
  return what === undefined ? unknown : asksForSize(file, work) ? bounded : { is: "growing", what };
}

/** What an awaited call gives: a listing, or what a query found. */
function answered(file: File, call: TSESTree.CallExpression, depth: number): Size {
  const callee = bare(call.callee);
  const name = nameIn(callee) ?? "";
  if (listings.includes(name)) return { is: "growing", what: "a directory listing" };
  if (name === "fromAsync" && callee.type === "MemberExpression" && call.arguments[0]) return sizeOf(file, call.arguments[0], depth + 1);
  if (asksForSize(file, call)) return bounded;
  const own = calleeOf(file, call);
  if (own) {
    const results = returnedBy(file, own);
    return results.length === 1 && results[0] ? sizeOf(file, results[0], depth + 1) : unknown;
  }
  const what = foundBy(file, call);
  return what === undefined ? unknown : { is: "growing", what };
}

function memberSize(file: File, node: TSESTree.MemberExpression, depth: number): Size {
  if (isSizeChecked(file, node)) return bounded;
  if (requestBody.test(file.source.getText(node))) return { is: "growing", what: "the body of a request" };
  if (node.object.type === "ThisExpression") return fieldSize(file, node, depth);
  return foundMembers.includes(propertyName(node) ?? "") ? sizeOf(file, node.object, depth + 1) : unknown;
}

/** A field that is given to the constructor, or one that methods add to, is as long as the callers make it. */
function fieldSize(file: File, node: TSESTree.MemberExpression, depth: number): Size {
  const owner = thisOwner(node.object);
  const name = propertyName(node);
  if (!isClass(owner) || name === undefined || partNames.test(name)) return unknown;
  const given = parameterProperty(owner, name);
  const parameter = given && variableOf(file, given);
  if (parameter && given.type === "Identifier") return parameterSize(parameter, given);
  const text = file.source.getText(node);
  const member = memberOf(owner, name);
  const values = [...assignmentsToField(file, owner, name), ...(member?.type === "PropertyDefinition" && member.value ? [member.value] : [])];
  if (values.length === 1 && values[0]?.type === "Identifier") return sizeOf(file, values[0], depth + 1);
  return values.some((value) => isEmptyCollection(file, value)) && grows(file, text, (fn) => fn.parent.type === "MethodDefinition" && fn.parent.kind === "constructor") ? { is: "given" } : unknown;
}

/** `topics.add(topic)`, `readers.set(id, { id, url })`: what the file makes itself it makes as often as it likes. */
function isHandedIn(file: File, { arguments: given }: TSESTree.CallExpression, fn: FunctionNode): boolean {
  const value = given.at(-1);
  return value !== undefined && [...descendants(file, value)].some((node) => node.type === "Identifier" && fn.params.some((parameter) => variableOf(file, node)?.identifiers[0] === parameter));
}

/** `[]`, `new Set()` */
function isEmptyCollection(file: File, value: TSESTree.Node): boolean {
  const node = bare(value);
  if (node.type === "ArrayExpression") return node.elements.length === 0;
  return node.type === "NewExpression" && node.arguments.length === 0 && /^(?:Array|Set|Map)$/.test(file.source.getText(node.callee));
}

/** Whether some function, which does not run once while it is made, adds what its callers hand in to a collection, and nothing in the file bounds its length. */
function grows(file: File, text: string, isMaking: (fn: FunctionNode) => boolean): boolean {
  const isGrowing = (additions(file).get(text) ?? []).some((call) => {
    const fn = functionOf(call);
    return fn !== undefined && !isMaking(fn) && !callbackOf(fn) && isHandedIn(file, call, fn);
  });
  return isGrowing && !isLengthLimited(file, text);
}

/** The calls that add to a collection, by how the source writes it. */
const additions = perFile((file): ReadonlyMap<string, readonly TSESTree.CallExpression[]> => {
  const found = new Map<string, TSESTree.CallExpression[]>();
  for (const call of nodes(file).of("CallExpression")) {
    const callee = bare(call.callee);
    if (callee.type !== "MemberExpression" || !isAddition(callee.object)) continue;
    const text = file.source.getText(callee.object);
    const others = found.get(text);
    if (others === undefined) found.set(text, [call]);
    else others.push(call);
  }
  return found;
});

function named(file: File, name: TSESTree.Identifier, depth: number): Size {
  const variable = variableOf(file, name);
  if (!variable || isSizeChecked(file, name)) return bounded;
  if (isParameter(variable)) return parameterSize(variable, name);
  const [definition] = variable.defs;
  if (String(definition?.type) === "TSEnumName") return bounded;
  if (definition?.type !== "Variable") return unknown;
  if (isAddedTo(variable)) return functionOf(definition.name) === undefined && grows(file, name.name, () => false) ? { is: "given" } : filledSize(file, variable, depth);
  const holder = definition.node.parent.parent;
  if (isLoop(holder) && holder.type !== "ForStatement") return unknown;
  const value = valueOf(variable);
  if (value) return sizeOf(file, value, depth + 1);
  const { id, init } = definition.node;
  if (!init) return unknown;
  if (id.type === "ArrayPattern") return id.elements[0] === definition.name && isRowPair(init) ? sizeOf(file, init, depth + 1) : unknown;
  return id.type === "ObjectPattern" ? partSize(file, init, partOf(id, definition.name), depth) : unknown;
}

/** `const [rows] = await pool.query(…)`: whoever goes over the first of them has the rows there. */
function isRowPair(init: TSESTree.Node): boolean {
  const whole = bare(init);
  const call = whole.type === "AwaitExpression" ? bare(whole.argument) : whole;
  return call.type === "CallExpression" && rowPairs.includes(nameIn(bare(call.callee)) ?? "");
}

/** `rows` of `const { rows } = await db.query(…)` and of `const { rows: users } = …`. */
function partOf({ properties }: TSESTree.ObjectPattern, name: TSESTree.Node): string | undefined {
  return properties.flatMap((property) => (property.type === "Property" && isWithin(name, property.value) ? (propertyName(property) ?? []) : []))[0];
}

/** `const { rows } = await db.query(…)`, `const { ids } = req.body` */
function partSize(file: File, whole: TSESTree.Node, part: string | undefined, depth: number): Size {
  if (requestBody.test(file.source.getText(whole))) return { is: "growing", what: "the body of a request" };
  return part !== undefined && foundMembers.includes(part) ? sizeOf(file, whole, depth + 1) : unknown;
}

function parameterSize(variable: Variable, name: TSESTree.Identifier): Size {
  const [declared] = variable.identifiers;
  const type = declared?.type === "Identifier" ? declared.typeAnnotation?.typeAnnotation : undefined;
  const plain = type?.type === "TSTypeOperator" ? type.typeAnnotation : type;
  const isList = type === undefined || plain?.type === "TSArrayType" || (type.type === "TSTypeReference" && /^(?:Readonly)?(?:Array|Set|Map|Iterable)$/.test(type.typeName.type === "Identifier" ? type.typeName.name : ""));
  const isPlain = declared !== undefined && ("params" in declared.parent || declared.parent.type === "TSParameterProperty");
  return isList && isPlain && !isShownOnPage(declared.parent) && !partNames.test(name.name) ? { is: "given" } : unknown;
}

/** A hook or a component is given what one page shows. */
function isShownOnPage(parent: TSESTree.Node): boolean {
  const name = isFunction(parent) ? nameOf(parent) : undefined;
  return name !== undefined && /^use[A-Z]/.test(name);
}

/** As long as what the loops run over that fill it: `for (let i = 0; i < ids.length; i += 10) chunks.push(ids.slice(i, i + 10));` */
function filledSize(file: File, variable: Variable, depth: number): Size {
  const additions = variable.references.filter(({ identifier }) => isAddition(identifier)).map(({ identifier }) => identifier);
  return longest(additions.map((addition) => {
    const loop = loopAround(addition, variable);
    if (loop?.type === "ForOfStatement" && !loop.await) return sizeOf(file, loop.right, depth + 1);
    const { test } = loop?.type === "ForStatement" ? loop : { test: null };
    const limit = test?.type === "BinaryExpression" && /^<=?$/.test(test.operator) ? bare(test.right) : undefined;
    return limit?.type === "MemberExpression" && propertyName(limit) === "length" ? sizeOf(file, limit.object, depth + 1) : unknown;
  }));
}

/** The outermost loop of the function that a list is filled in. */
function loopAround(addition: TSESTree.Node, { defs }: Variable): TSESTree.Node | undefined {
  const home = defs[0] && functionOf(defs[0].name);
  let outermost: TSESTree.Node | undefined;
  for (let outer = addition.parent; outer && outer !== home; outer = outer.parent) {
    if (isFunction(outer)) return undefined;
    if (isLoop(outer) && !isWithin(defs[0]?.name as TSESTree.Node, outer)) outermost = outer;
  }
  return outermost;
}

/** Filled step by step: how often is another question. */
function isAddedTo(variable: Variable): boolean {
  return variable.references.some(({ identifier }) => isAddition(identifier));
}

function isAddition({ parent }: TSESTree.Node): boolean {
  return parent?.type === "MemberExpression" && /^(?:push|unshift|add|set)$/.test(propertyName(parent) ?? "");
}
