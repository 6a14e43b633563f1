import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { codeOf } from "../code-text.js";
import { decisionsBefore } from "../decisions.js";
import { isNameOnly } from "../places/feeding.js";
import type { File } from "../file.js";
import { functionOf, nameOf } from "../functions.js";
import { isPauseName } from "../libraries/pause-names.js";
import { chainMethod } from "../promises/promises.js";
import { bare, descendants, isCall, isFunction, isLoop, isWithin, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { sleepsOf } from "./retry-delays.js";
import { ownPartsOf } from "./retry-exemptions.js";
import { marksOf } from "./retry-loops.js";
import { isTestedByLoop } from "./retry-stops.js";
import { homeOf, type Retry } from "./retry.js";
import { literalOf, settingOf } from "../settings.js";
import { isLogCall, isMetricCall } from "../libraries/telemetry.js";
import { calleeName } from "../libraries/time-limits.js";

const stops = /signal|abort|stop|clos|cancel|shut|dispos|destroy|terminat|running|active|alive|enabled|exit|quit|deadline|expire|elapsed|timeout|mounted|Date\.now|performance\.now|until/i;

const leaving = /signal|abort|stop|cancel|shut|dispos|destroy|terminat|quit/i;

/** Whether nothing ends the tries but success: no count, no clock, no flag, no signal that anybody could use to stop them. */
export function isUnbounded(file: File, retry: Retry): boolean {
  const { form, fact, node } = retry;
  if (form === "reconnect") return false;
  if (form === "library") return !isLoop(node) && fact !== undefined && isInfinite(file, node as TSESTree.CallExpression, retry);
  if (isLoop(node) && !isEndless(file, retry)) return false;
  if (form === "recursion" && isSupervisor(file, retry)) return false;
  if (isStart(retry)) return false;
  if (sleepsOf(file, retry).some(({ call, delay }) => delay === undefined || (call.arguments.length > 1 && call.arguments.some((argument) => stops.test(file.source.getText(argument)))))) return false;
  if (stopsByCall(file, retry) || (form === "recursion" && isDecided(file, retry))) return false;
  if (isAskedBetween(file, retry) || isMended(file, retry)) return false;
  return !exitsOf(file, retry).some((exit) => testsBefore(exit, retry).some((test) => mayBound(file, test, retry)));
}

/** What a program does before it serves anybody: it may wait for as long as its peer is not there, and nobody waits for it. */
function isStart(retry: Retry): boolean {
  const home = homeOf(retry);
  return home !== undefined && /^(?:start|startup|boot|bootstrap|main|onModuleInit|onApplicationBootstrap)$/.test(nameOf(home) ?? "");
}

/** The number of tries stands at the library, and says that it has no end. */
function isInfinite(file: File, call: TSESTree.CallExpression, { fact }: Retry): boolean {
  if (!fact || /shouldRetry|onFailedAttempt|AbortError|bail/.test(file.source.getText(call))) return false;
  // the signal of one try, inside the work, ends that try alone
  const others = call.arguments.filter((_, index) => index !== fact.argument).map((argument) => codeOf(file, literalOf(file, argument)));
  if (others.some((text) => /signal|maxRetryTime/.test(text))) return false;
  return fact.attempts.some((slot) => {
    const { value } = settingOf(file, call, slot);
    return value !== undefined && /(?:Infinity|POSITIVE_INFINITY)$/.test(file.source.getText(value));
  });
}

/** A loop without a test, or that asks only whether it has succeeded. */
function isEndless(file: File, retry: Retry): boolean {
  const { node, tried } = retry;
  if (!isLoop(node) || node.type === "ForOfStatement" || node.type === "ForInStatement") return false;
  if (!node.test) return true;
  if (isTestedByLoop(retry)) return !mayBound(file, node.test, retry);
  const test = bare(node.test);
  if (test.type === "Literal") return Boolean(test.value);
  const asked = test.type === "UnaryExpression" ? bare(test.argument) : test;
  if (asked.type !== "Identifier") return false;
  return marksOf(file, tried).has(asked.name) && (variableOf(file, asked)?.references ?? []).every(({ identifier, init }) => init || isWithin(identifier, node) || !isAssigned(identifier)) && !stops.test(asked.name);
}

function isAssigned({ parent, ...node }: TSESTree.Node): boolean {
  return parent?.type === "AssignmentExpression" && parent.left.range[0] === node.range[0];
}

/** Connections and subscriptions that a timer opens again are kept up on purpose for as long as the process lives. */
function isSupervisor(file: File, retry: Retry): boolean {
  const name = isFunction(retry.whole) ? nameOf(retry.whole) : undefined;
  const isByTimer = sleepsOf(file, retry).some(({ call }) => isWithin(retry.node, call));
  return isByTimer && name !== undefined && /connect|subscrib|listen|open|watch|start|init|run|sync|refresh|schedul|check|tick|beat/i.test(name);
}

/** Whether a call on the way to the next try may end the tries by throwing. What only records or waits does not. */
function stopsByCall(file: File, retry: Retry): boolean {
  for (const node of ownPartsOf(file, retry.between)) {
    if (node.type !== "CallExpression" || node === retry.node || isLogCall(file, node) || isMetricCall(file, node)) continue;
    const name = calleeName(node) ?? "";
    if (/throwIfAborted|retry|attempt|back_?off|limit|policy|handle|assert|throw|fail|check|guard|abort|ensure/i.test(name) && !sleepsOf(file, retry).some(({ call }) => call === node)) return true;
  }
  for (const node of descendants(file, retry.whole, (inner) => !isFunction(inner))) {
    if (node.type === "MemberExpression" && propertyName(node) === "throwIfAborted") return true;
  }
  return false;
}

/** Whether a condition between a failure and the next try speaks of what can end the tries. */
function isAskedBetween(file: File, retry: Retry): boolean {
  for (const node of ownPartsOf(file, retry.between)) {
    const isDecision = node.type === "IfStatement" || node.type === "SwitchStatement";
    if (isDecision && mayBound(file, node.type === "IfStatement" ? node.test : node.discriminant, retry)) return true;
  }
  return false;
}

/** Whether something else is waited for between a failure and the next try, that mends the cause. */
function isMended(file: File, { node, between }: Retry): boolean {
  for (const part of between) {
    for (const other of descendants(file, part)) {
      if (other.type === "AwaitExpression" && isCall(bare(other.argument)) && bare(other.argument) !== node && !isPauseName(calleeName(bare(other.argument) as Call) ?? "") && !isWithin(node, other) && !/setTimeout|report|log/i.test(file.source.getText(other))) return true;
      if (other.type === "CallExpression" && chainMethod(other) === "then" && isWithin(node, other) && other.callee.type === "MemberExpression" && !/sleep|delay|wait|setTimeout/i.test(file.source.getText(other.callee.object))) return true;
    }
  }
  return false;
}

/** Where the tries can be given up. */
function exitsOf(file: File, retry: Retry): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  for (const node of descendants(file, retry.whole, (inner) => !isFunction(inner) || inner === retry.trigger)) {
    if (node.type !== "ThrowStatement" && node.type !== "ReturnStatement" && node.type !== "BreakStatement") continue;
    if (!isWithin(retry.node, node) || isLoop(retry.node)) found.push(node);
  }
  return found;
}

/** The conditions of an exit, as far as they stand in what is tried again; not the loop's own, that holds in each turn. */
export function testsBefore(exit: TSESTree.Node, retry: Retry): readonly TSESTree.Node[] {
  const tests: TSESTree.Node[] = [];
  let run = functionOf(exit);
  for (let step: TSESTree.Node = exit; run; step = run, run = functionOf(run)) {
    for (const { test, as } of decisionsBefore(step, run)) if (as !== "turn" || !isTestOf(retry.node, test)) tests.push(test);
    if (isWithin(retry.whole, run)) break;
  }
  return tests.filter((test) => isWithin(test, retry.whole));
}

function isTestOf(loop: TSESTree.Node, test: TSESTree.Node): boolean {
  return "test" in loop && loop.test === test;
}

/** `if (attempt < 3) return again();`: the next try itself stands under a condition that is not about the error alone. */
function isDecided(file: File, retry: Retry): boolean {
  const home = homeOf(retry);
  let run: FunctionNode | undefined = functionOf(retry.node);
  for (let step: TSESTree.Node = retry.node; run; step = run, run = functionOf(run)) {
    if ([...decisionsBefore(step, run)].some(({ test }) => mayBound(file, test, retry))) return true;
    if (run === home) return false;
  }
  return false;
}

/** Whether a condition speaks of something that can end the tries: a count, a clock, a flag; not of the error or the answer alone. */
export function mayBound(file: File, test: TSESTree.Node, retry: Retry): boolean {
  const failed = failureVariables(file, retry);
  return partsOf(test).some((part) => {
    // which failures are tried again is no end of them; that one of them ends the tries is
    const isFilter = speaksOf(file, part, failed) && isNegation(part);
    return (isFilter ? leaving : stops).test(file.source.getText(part)) || dependsOnMore(file, part, retry, failed);
  });
}

/** Whether a condition speaks of the error or the answer alone. */
export function isAboutFailure(file: File, test: TSESTree.Node, retry: Retry): boolean {
  const failed = failureVariables(file, retry);
  return speaksOf(file, test, failed) && !dependsOnMore(file, test, retry, failed);
}

/** The operands of `&&` and `||`. */
function partsOf(test: TSESTree.Node): readonly TSESTree.Node[] {
  const node = bare(test);
  return node.type === "LogicalExpression" && node.operator !== "??" ? [...partsOf(node.left), ...partsOf(node.right)] : [node];
}

/** `error.name !== "TimeoutError"`, `!isTimeout(error)` */
function isNegation(part: TSESTree.Node): boolean {
  return (part.type === "UnaryExpression" && part.operator === "!") || (part.type === "BinaryExpression" && part.operator.startsWith("!"));
}

function dependsOnMore(file: File, test: TSESTree.Node, retry: Retry, failed: ReadonlySet<Variable>): boolean {
  for (const node of descendants(file, test)) {
    if (node.type === "ThisExpression" || node.type === "UpdateExpression" || node.type === "AssignmentExpression") return true;
    if (node.type === "CallExpression" && !node.arguments.some((argument) => speaksOf(file, argument, failed)) && !speaksOf(file, node.callee, failed)) return true;
    if (node.type !== "Identifier" || isNameOnly(node)) continue;
    const variable = variableOf(file, node);
    const definition = variable?.defs[0];
    if (!variable || failed.has(variable) || definition?.type === "ImportBinding" || definition?.type === "FunctionName" || definition?.type === "ClassName") continue;
    if (definition?.type === "Variable" && definition.parent.kind === "const" && definition.node.init && !isWithin(definition.node, retry.whole)) continue;
    if (definition?.type === "Variable" && definition.node.init && speaksOf(file, definition.node.init, failed)) continue;
    return true;
  }
  return false;
}

function speaksOf(file: File, expression: TSESTree.Node, failed: ReadonlySet<Variable>): boolean {
  return [...descendants(file, expression)].some((node) => {
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    return variable !== undefined && failed.has(variable);
  });
}

/** The variables that hold the error, or the answer that was no success. */
export function failureVariables(file: File, { trigger, work }: Retry): ReadonlySet<Variable> {
  const names: TSESTree.Node[] = [];
  if (trigger?.type === "CatchClause" && trigger.param) names.push(trigger.param);
  if (isFunction(trigger)) names.push(...trigger.params);
  const outer = work.parent?.parent;
  if (outer?.type === "VariableDeclarator") names.push(outer.id);
  if (outer?.type === "AssignmentExpression") names.push(outer.left);
  const found = new Set<Variable>();
  for (const name of names) {
    for (const node of descendants(file, name)) {
      const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
      if (variable) found.add(variable);
    }
  }
  return found;
}
