import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, writesOf } from "../places/bindings.js";
import { decisionsBefore } from "../decisions.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import type { Frame } from "./frames.js";
import { calleeOf, functionOf, isNothing } from "../functions.js";
import { bare, descendants, isCall, isFunction, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { objectPlaceOf, type Place, type Write } from "../places/places.js";
import { outcomesOf } from "../promises/promises.js";
import { readAt, readsWithin } from "../places/reads.js";

/** A condition on the way to a step, and how it comes out where the step is reached. */
interface Condition {
  readonly test: TSESTree.Node;
  readonly holds: boolean;
  /** What the function returns where it comes out the other way. */
  readonly otherwise: TSESTree.Node | undefined;
}

/**
 * The look-ups after which a write is reached because they found nothing, in the functions that the write runs in:
 * `cache.has(key)` of `if (!cache.has(key)) …`, `this.client` of `if (this.client) return this.client`.
 */
export function lookUpsBefore(file: File, write: Write, frames: readonly Frame[]): readonly TSESTree.Node[] {
  const found = new Set<TSESTree.Node>();
  const { node } = write;
  if (node.type === "AssignmentExpression" && (node.operator === "??=" || node.operator === "||=")) found.add(node.left);
  for (const condition of frames.flatMap(({ fn, step }) => [...conditionsOn(file, step, fn)])) {
    for (const atom of absencesIn(condition)) {
      const lookUp = lookUpIn(file, atom, write.place);
      if (lookUp) found.add(lookUp);
    }
    // `if (Date.now() < this.expires) return this.token;`
    const served = condition.otherwise && asksForTheTime(file, condition.test) ? outcomesOf(condition.otherwise) : [];
    if (served.some((outcome) => lookUpIn(file, outcome, write.place))) found.add(bare(condition.test));
  }
  return [...found].sort((one, other) => one.range[0] - other.range[0]);
}

/** The conditions that decide, within a function, whether a step is reached: around it, and in exits that have what they need. */
function* conditionsOn(file: File, step: TSESTree.Node, fn: FunctionNode): Generator<Condition> {
  for (const { test, as, negated, leaving } of decisionsBefore(step, fn)) {
    const isMet = as === "branch" || (leaving !== undefined && servesAndLeaves(file, leaving));
    if (isMet) yield { test, holds: !negated, otherwise: leaving && returnedBy(leaving) };
  }
}

/** Whether a branch has what it needs and leaves. One that throws serves nobody, and one that waits for work of its own does something else. */
function servesAndLeaves(file: File, statement: TSESTree.Statement): boolean {
  const last = lastOf(statement);
  if (last?.type !== "ReturnStatement" && last?.type !== "ContinueStatement" && last?.type !== "BreakStatement") return false;
  return last === statement || ![...ownNodes(file, statement)].some((node) => node.type === "AwaitExpression" && node.range[0] < last.range[0]);
}

function lastOf(statement: TSESTree.Statement): TSESTree.Statement | undefined {
  return statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
}

function returnedBy(statement: TSESTree.Statement): TSESTree.Node | undefined {
  const last = lastOf(statement);
  return last?.type === "ReturnStatement" ? (last.argument ?? undefined) : undefined;
}

/** The parts of a condition that are empty, absent or unknown where it comes out as it does. */
function* absencesIn({ test, holds, otherwise }: Condition): Generator<TSESTree.Node> {
  const open: [TSESTree.Node, boolean][] = [[test, holds]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, truthy] = [bare(next[0]), next[1]];
    if (node.type === "UnaryExpression" && node.operator === "!") open.push([node.argument, !truthy]);
    else if (node.type === "LogicalExpression") open.push([node.right, truthy], [node.left, truthy]);
    else if (node.type === "AssignmentExpression") open.push([node.right, truthy], [node.left, truthy]);
    else if (node.type === "SequenceExpression") open.push([node.expressions.at(-1) as TSESTree.Node, truthy]);
    else if (node.type === "BinaryExpression" && node.operator !== "in") {
      const part = comparedWithNothing(node, truthy);
      if (part) yield bare(part);
      const versioned = otherwise && !truthy ? versionedIn(node) : undefined;
      if (versioned) yield versioned;
    } else if (!truthy) yield looksInto(node);
  }
}

/** `held.version` of `if (held?.version === version) return held.value`: nothing is held, or what is out of date. */
function versionedIn({ left, right, operator }: TSESTree.BinaryExpression): TSESTree.Node | undefined {
  const member = operator === "===" || operator === "==" ? bare(left) : undefined;
  return member?.type === "MemberExpression" && member.optional && right.type !== "Literal" && !isNothing(right) ? member : undefined;
}

/** `Boolean(entry)` and `Array.isArray(list)` tell of what they are given. */
function looksInto(node: TSESTree.Node): TSESTree.Node {
  const [argument, more] = node.type === "CallExpression" ? node.arguments : [];
  if (node.type !== "CallExpression" || !argument || more) return node;
  const callee = bare(node.callee);
  const isTelling = callee.type === "Identifier" ? callee.name === "Boolean" : callee.type === "MemberExpression" && propertyName(callee) === "isArray";
  return isTelling ? bare(argument) : node;
}

/** The side of a comparison that is nothing, or holds nothing, where it comes out as it does: `entry === undefined`, `list.length > 0`. */
function comparedWithNothing(node: TSESTree.BinaryExpression, truthy: boolean): TSESTree.Node | undefined {
  const { left, right, operator } = node;
  if (operator === "instanceof") return truthy ? undefined : left;
  const isEquality = /^={2,3}$/.test(operator);
  if (isEquality || /^!==?$/.test(operator)) {
    const [part, other] = isNothing(left) || left.type === "Literal" ? [right, left] : [left, right];
    const subject = bare(part);
    if (isNothing(other)) return isEquality === truthy ? part : undefined;
    if (other.type !== "Literal") return undefined;
    if (other.value === "undefined" && subject.type === "UnaryExpression") return isEquality === truthy ? subject.argument : undefined;
    if (other.value === true) return isEquality === truthy ? undefined : part;
    return (other.value === false || other.value === 0 || other.value === "") && isEquality === truthy ? part : undefined;
  }
  const isMore = operator === ">" && right.type === "Literal" && right.value === 0;
  return isMore && !truthy ? left : undefined;
}

/** The read of the place that an expression is, or stands for. */
function lookUpIn(file: File, atom: TSESTree.Node, place: Place): TSESTree.Node | undefined {
  // `if (!entry.hasAll) …`: the entry is there, and what it says of itself is no miss
  if (place.element && atom.type === "MemberExpression" && !isOptional(atom) && objectPlaceOf(file, atom.object)?.key === place.key) return undefined;
  const isLookUp = (node: TSESTree.Node): boolean => readsWithin(file, place, node).some((read) => read.node === node && read.tells !== "taking" && read.tells !== "search");
  const entry = entryIn(atom);
  if (isLookUp(entry)) return entry;
  let root = atom;
  while (root.type === "MemberExpression") root = bare(root.object);
  if (root.type !== "Identifier") return isPartOf(file, atom, place) ? atom : undefined;
  const variable = variableOf(file, root);
  const isLocal = variable?.defs[0]?.type === "Variable" && functionOf(variable.defs[0].name) !== undefined;
  if (variable && isLocal && variable !== place.root) {
    for (const { value } of writesOf(variable)) {
      const lookUp = value && outcomesOf(value).map(copied).map(entryIn).find((one) => isLookUp(one) || isAskedFor(file, one, place));
      if (lookUp && functionOf(lookUp) === functionOf(variable.defs[0]?.name as TSESTree.Node)) return lookUp;
    }
    const init = variable.defs[0]?.type === "Variable" ? variable.defs[0].node.init : null;
    if (init && objectPlaceOf(file, root)?.key === place.key && root === atom) return init;
  }
  return isPartOf(file, atom, place) ? atom : undefined;
}

/** `cloneDeep(cache.get(key))` is as empty as what it copies. */
function copied(value: TSESTree.Node): TSESTree.Node {
  const call = bare(value);
  const [only, more] = call.type === "CallExpression" ? call.arguments : [];
  return call.type === "CallExpression" && only && !more && /clone|copy/i.test(lastNameOf(call) ?? "") ? bare(only) : value;
}

/** `cache.get(key)?.token` is missing where the entry is. */
function entryIn(value: TSESTree.Node): TSESTree.Node {
  let node = bare(value);
  while (node.type === "MemberExpression" && isOptional(node) && isCall(bare(node.object))) node = bare(node.object);
  return node;
}

/** `fresh(key)`, of a function of the file that looks under the key which it is given. */
function isAskedFor(file: File, node: TSESTree.Node, { root, key, element }: Place): boolean {
  const call = bare(node);
  const fn = call.type === "CallExpression" && element ? calleeOf(file, call) : undefined;
  if (call.type !== "CallExpression" || !fn || !element || fn.async || fn.generator) return false;
  const parameter = fn.params[call.arguments.findIndex((argument) => file.source.getText(bare(argument)) === file.source.getText(bare(element)))];
  if (parameter?.type !== "Identifier") return false;
  const asked = `${key.slice(0, key.lastIndexOf("["))}[${parameter.name}]`;
  return [...ownNodes(file, fn.body)].some((inner) => {
    const read = readAt(file, inner);
    return read?.place.root === root && read.place.key === asked;
  });
}

function isOptional(member: TSESTree.MemberExpression): boolean {
  return member.optional || member.parent.type === "ChainExpression";
}

/** `this.cached.value`, looked at before `this.cached` is set. */
function isPartOf(file: File, atom: TSESTree.Node, place: Place): boolean {
  return atom.type === "MemberExpression" && (objectPlaceOf(file, atom)?.key.startsWith(`${place.key}.`) ?? false);
}

/** A test for whether something is still fresh: `Date.now() < this.expires`. */
function asksForTheTime(file: File, test: TSESTree.Node): boolean {
  return [...descendants(file, test, (inner) => !isFunction(inner))].some((node) => isCall(node) && /^\.(?:Date\.now\(\)|performance\.now\(\)|Date!)$/.test(originOf(file, node)?.path ?? ""));
}
