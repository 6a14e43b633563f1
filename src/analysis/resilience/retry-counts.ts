import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { assignmentsToField } from "../places/fields.js";
import { memberOf, thisOwner } from "../functions.js";
import { bare, isClass, isFunction, isLoop, isWithin, propertyName } from "../nodes.js";
import { numberOf } from "../numbers.js";
import { stopsOf, type Stop } from "./retry-stops.js";
import type { Retry } from "./retry.js";
import { literalOf } from "../settings.js";

/** What counts the tries of a retry. */
export interface Count {
  readonly counter: Variable;
  /** What compares it, or the list that a loop goes over. */
  readonly stop: Stop | undefined;
  /** How many tries there are in all, where the numbers are written out. */
  readonly attempts: number | undefined;
}

/** The number of tries, where it is written out. */
export function attemptsOf(file: File, retry: Retry): number | undefined {
  const found = countsOf(file, retry).flatMap(({ attempts }) => attempts ?? []);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** The variables by which a retry counts its tries, with what compares them. */
export function countsOf(file: File, retry: Retry): readonly Count[] {
  return [...overList(file, retry), ...[...stopsOf(file, retry)].flatMap((stop) => countAt(file, retry, stop) ?? [])];
}

/** `for (const attempt of [1, 2, 3])`, `for (const [index, ms] of delays.entries())` */
function overList(file: File, { node }: Retry): readonly Count[] {
  if (!isLoop(node) || node.type !== "ForOfStatement") return [];
  const [counter] = file.source.getDeclaredVariables(node.left);
  return counter ? [{ counter, stop: undefined, attempts: lengthOf(file, node.right) }] : [];
}

function lengthOf(file: File, list: TSESTree.Node): number | undefined {
  const value = literalOf(file, list);
  if (value.type === "ArrayExpression") return value.elements.some((element) => element?.type === "SpreadElement") ? undefined : value.elements.length;
  const callee = value.type === "CallExpression" ? bare(value.callee) : undefined;
  return callee?.type === "MemberExpression" && /^(?:entries|keys|values)$/.test(propertyName(callee) ?? "") ? lengthOf(file, callee.object) : undefined;
}

/** A counter in a condition: `++n < 4`, `attempt + 1 >= limit`, `tries--`. */
interface Compared {
  readonly counter: Variable;
  readonly name: TSESTree.Node;
  readonly operator: string;
  readonly bound: number | undefined;
}

function countAt(file: File, retry: Retry, stop: Stop): Count | undefined {
  const found = comparedIn(file, stop.test);
  const step = found && stepOf(file, retry, found.counter);
  if (!step) return undefined;
  const { counter, operator, bound } = found;
  const start = startOf(file, retry, counter);
  const before = stepsBefore(retry, stop, found, step);
  const isEnd = (tries: number): boolean => holds((start as number) + step.by * (tries - 1 + before), operator, bound as number) !== stop.goesOn;
  return { counter, stop, attempts: start === undefined || bound === undefined ? undefined : firstFor(isEnd) };
}

function firstFor(isEnd: (tries: number) => boolean): number | undefined {
  for (let tries = 1; tries <= 1_000; tries++) if (isEnd(tries)) return tries;
  return undefined;
}

function holds(value: number, operator: string, bound: number): boolean {
  switch (operator) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
    default:
      return (value === bound) === operator.startsWith("=");
  }
}

const turned: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function comparedIn(file: File, test: TSESTree.Node): Compared | undefined {
  const node = bare(test);
  if (node.type === "UnaryExpression") return node.operator === "!" ? countIn(file, node.argument, "===", 0) : undefined;
  if (node.type !== "BinaryExpression") return countIn(file, node, "!==", 0);
  if (!/^(?:[<>]=?|[!=]==?)$/.test(node.operator)) return undefined;
  return countIn(file, node.left, node.operator, numberIn(file, node.right)) ?? countIn(file, node.right, turned[node.operator] ?? node.operator, numberIn(file, node.left));
}

function countIn(file: File, side: TSESTree.Node, operator: string, bound: number | undefined): Compared | undefined {
  const node = bare(side);
  if (node.type === "BinaryExpression") {
    const more = /^[-+]$/.test(node.operator) ? numberIn(file, node.right) : undefined;
    return more === undefined ? undefined : countIn(file, node.left, operator, bound === undefined ? undefined : node.operator === "+" ? bound - more : bound + more);
  }
  const name = node.type === "UpdateExpression" ? bare(node.argument) : node;
  const counter = name.type === "Identifier" ? variableOf(file, name) : undefined;
  return counter && { counter, name, operator, bound };
}

/** How a counter goes on with each try. */
interface Step {
  readonly by: number;
  /** Where that stands in what is run again; `undefined` where the next run is given it. */
  readonly at: TSESTree.Node | undefined;
}

/** The one step of a counter, in the loop or in what a function gives itself. */
function stepOf(file: File, { node, whole }: Retry, counter: Variable): Step | undefined {
  const writes = counter.references.filter((reference) => reference.isWrite() && !reference.init && isWithin(reference.identifier, whole));
  const [write] = writes;
  if (writes.length > 1) return undefined;
  if (write) {
    const by = stepAt(file, write.identifier.parent, counter);
    return by === undefined ? undefined : { by, at: write.identifier };
  }
  if (isLoop(node) || !isFunction(whole)) return undefined;
  const index = whole.params.findIndex((parameter) => isWithin(counter.identifiers[0] ?? node, parameter));
  const given = node.arguments[index];
  const by = given && stepAt(file, bare(given), counter);
  return by === undefined ? undefined : { by, at: undefined };
}

/** `n++`, `n -= 1`, `n = n + 1`, and `n + 1` where it is given to the next run. */
function stepAt(file: File, node: TSESTree.Node | undefined, counter: Variable): number | undefined {
  if (node?.type === "UpdateExpression") return node.operator === "++" ? 1 : -1;
  if (node?.type === "BinaryExpression" && /^[-+]$/.test(node.operator) && isCounter(file, node.left, counter)) return signed(node.operator, numberIn(file, node.right));
  if (node?.type !== "AssignmentExpression") return undefined;
  return node.operator === "=" ? stepAt(file, bare(node.right), counter) : /^[-+]=$/.test(node.operator) ? signed(node.operator, numberIn(file, node.right)) : undefined;
}

function signed(operator: string, by: number | undefined): number | undefined {
  return by === undefined ? undefined : operator.startsWith("-") ? -by : by;
}

function isCounter(file: File, node: TSESTree.Node, counter: Variable): boolean {
  return node.type === "Identifier" && variableOf(file, node) === counter;
}

/** How often a counter has gone on after the first failure, when it is compared. */
function stepsBefore(retry: Retry, { at }: Stop, { name }: Compared, step: Step): number {
  const update = name.parent?.type === "UpdateExpression" ? name.parent : undefined;
  const first = isMadeBefore(retry) ? 1 : 0;
  if (step.at === undefined) return update?.prefix ? 1 : at === "entry" ? 1 : 0;
  if (at === "head") return (update?.prefix ? 2 : 1) - first;
  if (update) return update.prefix ? 1 : 0;
  if (at === "tail") return 1;
  return isUpdate(retry.node, step.at) || step.at.range[0] > name.range[0] ? 0 : 1;
}

/** The first call stands before the loop that makes it again. */
function isMadeBefore({ node, trigger }: Retry): boolean {
  return isLoop(node) && trigger === node && node.type !== "DoWhileStatement";
}

/** `attempt++` in the head of a `for` comes after a turn. */
function isUpdate(loop: TSESTree.Node, name: TSESTree.Node): boolean {
  return loop.type === "ForStatement" && loop.update !== null && isWithin(name, loop.update);
}

function startOf(file: File, { whole }: Retry, { defs: [definition] }: Variable): number | undefined {
  if (definition?.type === "Variable") return definition.node.init ? numberIn(file, definition.node.init) : undefined;
  const parameter = isFunction(whole) ? whole.params.find((one) => definition !== undefined && isWithin(definition.name, one)) : undefined;
  return parameter?.type === "AssignmentPattern" ? numberIn(file, parameter.right) : undefined;
}

/** A number that is written out, also in a field that nothing else is assigned to. */
function numberIn(file: File, side: TSESTree.Node): number | undefined {
  const node = bare(side);
  if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") return numberOf(file, node);
  const [owner, name] = [thisOwner(node.object), propertyName(node)];
  if (!isClass(owner) || name === undefined || assignmentsToField(file, owner, name).length > 0) return undefined;
  const field = memberOf(owner, name);
  return field?.type === "PropertyDefinition" && field.value ? numberOf(file, field.value) : undefined;
}
