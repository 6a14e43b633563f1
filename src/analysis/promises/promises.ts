import type { TSESTree } from "@typescript-eslint/utils";
import { mayBeAsync } from "./asynchrony.js";
import { variableOf } from "../places/bindings.js";
import { givesPromiseByDeclaration, isDeclaredPromise, isPromiseType } from "../declared.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant, functionOf, valueOf } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { isAwaitedElsewhere, timesAwaitedElsewhere } from "./habits.js";
import { bare, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { Answers, Recursion } from "../recursion.js";
import { types } from "../types.js";

/** Whether the value of an expression is a promise. `lazy`: a thenable that the library says does nothing until it is awaited. */
export type PromiseAnswer = "yes" | "lazy" | "no" | "unknown";

export function isPromise(file: File, expression: TSESTree.Node): PromiseAnswer {
  if (!mayBeAsync(file)) return "unknown";
  return answers(file).of(bare(expression), (node) => certain(byType(file, node) ?? byForm(file, node))) ?? "unknown";
}

/** What leads back to itself tells nothing, and neither does what is not known. */
function certain(answer: PromiseAnswer): Certain | undefined {
  return answer === "unknown" ? undefined : answer;
}

/** Whether an expression is a promise, or a thenable that does nothing unless somebody awaits it. */
export function mustBeHandled(file: File, expression: TSESTree.Node): boolean {
  const answer = isPromise(file, expression);
  return answer === "yes" || (answer === "lazy" && !isStillBuilt(file, bare(expression)));
}

/** `query.where(…)` on a query that the function has made itself goes on building it. */
function isStillBuilt(file: File, call: TSESTree.Node): boolean {
  const callee = call.type === "CallExpression" ? bare(call.callee) : undefined;
  const receiver = callee?.type === "MemberExpression" ? bare(callee.object) : undefined;
  const made = receiver?.type === "Identifier" ? variableOf(file, receiver)?.identifiers[0] : undefined;
  return made !== undefined && functionOf(made) === functionOf(call);
}

type Certain = Exclude<PromiseAnswer, "unknown">;

const answers = perFile(() => new Answers<TSESTree.Node, Certain>(new Recursion()));

function byType(file: File, node: TSESTree.Node): PromiseAnswer | undefined {
  if (node.type === "AwaitExpression") return "no";
  const kind = types(file)?.promiseKindOf(node);
  if (kind === "promise") return "yes";
  if (kind === "no") return isAsyncCall(file, node) ? undefined : "no";
  if (kind === "thenable") return node.type === "CallExpression" && factOf(file, "promises", node)?.fact.lazy ? "lazy" : "no";
  return undefined;
}

/** A comment above an async function can say that it returns what its promise gives: `@returns {boolean}`. */
function isAsyncCall(file: File, node: TSESTree.Node): boolean {
  const fn = node.type === "CallExpression" ? calleeOf(file, node) : undefined;
  return fn?.async === true && !fn.generator;
}

const chaining = new Set(["then", "catch", "finally"]);
const combinators = /^\.Promise\.(?:all|allSettled|any|race|resolve|reject|try)\(\)$/;

function byForm(file: File, node: TSESTree.Node): PromiseAnswer {
  switch (node.type) {
    case "TaggedTemplateExpression": {
      const tag = functionMeant(file, node.tag);
      return tag ? functionGives(file, tag) : "unknown";
    }
    case "ImportExpression":
      return "yes";
    case "NewExpression":
      return originOf(file, node)?.path === ".Promise!" ? "yes" : "unknown";
    case "CallExpression":
      return callGives(file, node);
    case "ConditionalExpression":
    case "LogicalExpression":
    case "SequenceExpression":
      return outcomesOf(node).some((one) => one !== node && isPromise(file, one) === "yes") ? "yes" : "unknown";
    case "MemberExpression":
      return isDeclaredPromise(file, node) ? "yes" : "unknown";
    case "Identifier": {
      const variable = variableOf(file, node);
      const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
      return value ? isPromise(file, value) : isDeclaredPromise(file, node) ? "yes" : "unknown";
    }
    default:
      return "unknown";
  }
}

function callGives(file: File, call: TSESTree.CallExpression): PromiseAnswer {
  if (isOtherThen(file, call)) return "no";
  if (chainMethod(call) !== undefined) return call.arguments.length > 0 || isPromise(file, (bare(call.callee) as TSESTree.MemberExpression).object) === "yes" ? "yes" : "unknown";
  const callee = calleeOf(file, call);
  if (callee) return isGivenCallback(file, callee, call) ? "unknown" : functionGives(file, callee);
  const origin = originOf(file, call);
  if (origin && combinators.test(origin.path) && origin.module === null) return "yes";
  if (givesPromiseByDeclaration(file, call.callee) || isReduction(file, call)) return "yes";
  const known = factOf(file, "promises", call);
  // what has the name of a method of promises was looked at as a link of a chain
  if (known && !known.origin.path.startsWith("Promise#")) return known.fact.none ? "no" : known.fact.lazy ? "lazy" : "yes";
  const remote = factOf(file, "remote", call)?.fact;
  // with a callback at the end the same functions give no promise
  if (remote && (remote.returns ?? "promise") === "promise" && !endsInFunction(file, call)) return "yes";
  return isAwaitedElsewhere(file, call) ? "yes" : "unknown";
}

/** Whether nothing but one other call of the same, which is awaited, says that a call gives a promise. */
export function isHardlyShown(file: File, call: TSESTree.Node): boolean {
  if (call.type !== "CallExpression" || timesAwaitedElsewhere(file, call) !== 1 || calleeOf(file, call) || givesPromiseByDeclaration(file, call.callee)) return false;
  return !factOf(file, "promises", call) && !factOf(file, "remote", call);
}

/** `read(path, (error, text) => …)` where `read` gives a promise only `if (!callback)`. */
function isGivenCallback(file: File, fn: FunctionNode, call: TSESTree.CallExpression): boolean {
  const parameter = fn.params[call.arguments.length - 1];
  if (fn.async || parameter?.type !== "Identifier" || !endsInFunction(file, call)) return false;
  const asks = (test: TSESTree.Node): boolean => ownNodes(file, test).some((node) => node.type === "Identifier" && node.name === parameter.name);
  return ownNodes(file, fn.body).some((node) => (node.type === "IfStatement" || node.type === "ConditionalExpression") && asks(node.test));
}

/** `pool.connect((error, client) => …)`, `pool.connect(onClient)` */
function endsInFunction(file: File, { arguments: given }: TSESTree.CallExpression): boolean {
  const last = given.at(-1);
  return last !== undefined && functionMeant(file, last) !== undefined;
}

/** `when(input, test).then(step)`, `cy.request(address).as("answer").then(step)`: the library says that what has the `then` is no promise. */
function isOtherThen(file: File, call: TSESTree.CallExpression): boolean {
  return chainMethod(call) === "then" && isOtherThenable(file, (bare(call.callee) as TSESTree.MemberExpression).object, 0);
}

function isOtherThenable(file: File, expression: TSESTree.Node, depth: number): boolean {
  // `const row = row.get("td");` leads back to itself
  const seen = new Set<TSESTree.Node>();
  for (let node = heldIn(file, expression); node.type === "CallExpression" && !seen.has(node); ) {
    seen.add(node);
    if (factOf(file, "promises", node)?.fact.none) return true;
    const made = calleeOf(file, node);
    if (made) return depth < 4 && !made.async && returnedBy(file, made).some((result) => isOtherThenable(file, result, depth + 1));
    const callee = bare(node.callee);
    if (callee.type !== "MemberExpression") return false;
    node = heldIn(file, callee.object);
  }
  return false;
}

/** `const row = cy.get("tr");`: what a variable was declared with. */
function heldIn(file: File, expression: TSESTree.Node): TSESTree.Node {
  const node = bare(expression);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && variable.defs[0]?.type !== "Parameter" ? valueOf(variable) : undefined;
  return value ? bare(value) : node;
}

/** `ids.reduce(async …)` gives what its callback gave last. */
function isReduction(file: File, call: TSESTree.CallExpression): boolean {
  const path = factOf(file, "callbacks", call)?.origin.path;
  const fn = (path === "Array#reduce" || path === "Array#reduceRight") && call.arguments[0] ? functionMeant(file, call.arguments[0]) : undefined;
  return fn !== undefined && functionGives(file, fn) === "yes";
}

/** `then`, `catch` or `finally`, called as on a promise. */
export function chainMethod(call: Call): "then" | "catch" | "finally" | undefined {
  const callee = bare(call.callee);
  if (call.type !== "CallExpression" || callee.type !== "MemberExpression") return undefined;
  const name = propertyName(callee);
  const argument = call.arguments[0];
  const isHandler = argument === undefined || (argument.type !== "Literal" && argument.type !== "ObjectExpression") || call.arguments.length > 1;
  return name !== undefined && chaining.has(name) && isHandler ? (name as "then") : undefined;
}

function functionGives(file: File, fn: FunctionNode): PromiseAnswer {
  if (fn.generator) return "no";
  if (fn.async || isPromiseType(fn.returnType?.typeAnnotation)) return "yes";
  const results = returnedBy(file, fn);
  return results.length > 0 && results.every((result) => isPromise(file, result) === "yes") ? "yes" : "unknown";
}

/** The expressions whose values a function returns. */
export function returnedBy(file: File, fn: FunctionNode): readonly TSESTree.Node[] {
  if (fn.body.type !== "BlockStatement") return [fn.body];
  return [...ownNodes(file, fn.body)].flatMap((node) => (node.type === "ReturnStatement" && node.argument ? [node.argument] : []));
}

/** What an expression can come out as: the branches of a condition, the operands of `??`, the last of a sequence. */
export function outcomesOf(expression: TSESTree.Node): readonly TSESTree.Node[] {
  const outcomes: TSESTree.Node[] = [];
  const open = [expression];
  for (let next = open.pop(); next; next = open.pop()) {
    const node = bare(next);
    if (node.type === "ConditionalExpression") open.push(node.alternate, node.consequent);
    else if (node.type === "LogicalExpression") open.push(node.right, ...(node.operator === "&&" ? [] : [node.left]));
    else if (node.type === "SequenceExpression") open.push(node.expressions.at(-1) as TSESTree.Node);
    else outcomes.push(node);
  }
  return outcomes;
}
