import type { TSESTree } from "@typescript-eslint/utils";
import { type Variable, variableOf } from "../places/bindings.js";
import type { FailureHandler } from "./failure-logs.js";
import type { File } from "../file.js";
import { callbackOf, calleeOf, functionOf } from "../functions.js";
import type { Identifying } from "./identifying.js";
import { isParameter } from "../places/owners.js";
import { isFunction, isLoop, isWithin, ownNodes, type FunctionNode, type Loop } from "../nodes.js";
import { wordsOf } from "./metric-calls.js";
import { retries } from "../resilience/retries.js";
import { attemptsOf, countsOf } from "../resilience/retry-counts.js";
import { wayOf } from "../resilience/retry-stops.js";
import type { Retry } from "../resilience/retry.js";

/** What counts the attempts, where a handler belongs to a retry: a loop that tries the same again, or a function that calls itself. */
export function attemptAround(file: File, { holder, work }: FailureHandler, log: TSESTree.Node): Identifying | undefined {
  const own = retries(file).find(({ trigger }) => trigger === holder);
  // the one that is followed by another is then always the first
  if (own && (attemptsOf(file, own) ?? 3) <= 2) return undefined;
  const loop = loopAround(holder);
  if (loop && goesRound(holder)) {
    const counter = counterOf(file, loop).find((variable) => !work.some((one) => isReadIn(variable, one)) && isCounter(variable, loop, holder));
    if (counter && !isOfTheLast(counter, holder, log)) return identifying(counter);
    if (counter) return undefined;
  }
  const fn = functionOf(holder);
  const callsItself = fn && holder.type === "CatchClause" && [...ownNodes(file, holder.body)].some((node) => node.type === "CallExpression" && calleeOf(file, node) === fn);
  const parameter = callsItself ? file.source.getDeclaredVariables(fn).find((variable) => isParameter(variable) && isAttemptName(variable.name)) : undefined;
  const told = parameter ?? (fn && toldByRetry(file, fn, work));
  return told ? identifying(told) : countedAround(file, { holder, work }, log);
}

function identifying(counter: Variable): Identifying {
  return { text: counter.name, name: counter.name, root: counter };
}

/** The counter of the retry that a handler leads back, whatever its form; not where the log tells of the end of it. */
function countedAround(file: File, { holder, work }: Pick<FailureHandler, "holder" | "work">, log: TSESTree.Node): Identifying | undefined {
  const retry = retries(file).find(({ trigger, form }) => trigger === holder && form !== "reconnect");
  if (!retry || isOfTheEnd(retry, holder, log)) return undefined;
  const count = countsOf(file, retry).find(({ counter, stop }) => (stop !== undefined || isAttemptName(counter.name)) && !work.some((one) => isReadIn(counter, one)));
  return count && identifying(count.counter);
}

function isOfTheEnd(retry: Retry, holder: TSESTree.Node, log: TSESTree.Node): boolean {
  for (let outer = log.parent; outer && outer !== holder; outer = outer.parent) {
    if (outer.parent?.type === "IfStatement" && outer.parent.test !== outer && wayOf(retry, outer) === "out") return true;
  }
  return false;
}

/** `pRetry((attempt) => …)`: the library says which attempt it is. */
function toldByRetry(file: File, fn: FunctionNode, work: FailureHandler["work"]): Variable | undefined {
  const call = callbackOf(fn)?.call;
  if (!retries(file).some(({ form, node }) => form === "library" && node === call)) return undefined;
  return file.source.getDeclaredVariables(fn).find((variable) => isParameter(variable) && isAttemptName(variable.name) && !work.some((one) => isReadIn(variable, one)));
}

/** `if (attempt === attempts) log.error("gave up", error)`: the branch says which one it was. */
function isOfTheLast(counter: Variable, holder: TSESTree.Node, log: TSESTree.Node): boolean {
  return counter.references.some(({ identifier: { parent } }) => {
    if (parent.type !== "BinaryExpression" || !/^(?:===?|>=)$/.test(parent.operator) || !isWithin(parent, holder)) return false;
    return parent.parent.type === "IfStatement" && isWithin(log, parent.parent.consequent);
  });
}

function loopAround(holder: TSESTree.Node): Loop | undefined {
  for (let outer = holder.parent; outer && !isFunction(outer); outer = outer.parent) if (isLoop(outer)) return outer;
  return undefined;
}

/** Whether the loop goes on after the handler: it does not always leave. */
function goesRound(holder: FailureHandler["holder"]): boolean {
  if (holder.type !== "CatchClause") return false;
  const last = holder.body.body.at(-1);
  return last?.type !== "ReturnStatement" && last?.type !== "ThrowStatement" && last?.type !== "BreakStatement";
}

/** The variables that a loop counts with: `attempt` of `for (let attempt = 0; …; attempt++)`, `tries` of `while (tries-- > 0)`. */
function counterOf(file: File, loop: Loop): readonly Variable[] {
  if (loop.type === "ForOfStatement" || loop.type === "ForInStatement") return [];
  return [...ownNodes(file, loop)].flatMap((node) => {
    const target = node.type === "UpdateExpression" ? node.argument : node.type === "AssignmentExpression" && /^[+-]=$/.test(node.operator) ? node.left : undefined;
    const variable = target?.type === "Identifier" ? variableOf(file, target) : undefined;
    return variable ? [variable] : [];
  });
}

/** It is called so, or it counts the turns of the loop, and nothing that the loop does depends on it. */
function isCounter(variable: Variable, loop: Loop, holder: TSESTree.Node): boolean {
  if (isAttemptName(variable.name)) return true;
  const isOfTheHead = loop.type === "ForStatement" && loop.init !== null && loop.update?.type === "UpdateExpression" && variable.identifiers.some((name) => isWithin(name, loop.init as TSESTree.Node));
  if (!isOfTheHead && !isTested(variable, loop)) return false;
  return variable.references.every(({ identifier }) => !isWithin(identifier, loop.body) || identifier.range[0] > holder.range[0] || (isStep(identifier) && !isWithin(identifier, holder.parent as TSESTree.Node)));
}

/** `while (n < 3) { n++; … }` */
function isTested(variable: Variable, loop: Loop): boolean {
  if (loop.type !== "WhileStatement" && loop.type !== "DoWhileStatement") return false;
  return variable.references.some(({ identifier: { parent }, identifier }) => isWithin(identifier, loop.test) && parent.type === "BinaryExpression" && /^[<>]=?$/.test(parent.operator)) && variable.references.some(({ identifier }) => isWithin(identifier, loop.body) && isStep(identifier));
}

function isStep({ parent }: TSESTree.Identifier | TSESTree.JSXIdentifier): boolean {
  return parent.type === "UpdateExpression" && parent.parent.type === "ExpressionStatement";
}

function isReadIn(variable: Variable, work: TSESTree.Node): boolean {
  return variable.references.some(({ identifier }) => isWithin(identifier, work));
}

function isAttemptName(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:attempts?|retry|retries|tries|try)$/.test(word));
}
