import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { isNothing } from "../functions.js";
import { bare, dressed, isCall, isFunction, isLoop, isWithin, ownNodes } from "../nodes.js";
import type { Retry } from "./retry.js";
import { failureVariables, isAboutFailure, mayBound, testsBefore } from "./retry-bounds.js";
import { countsOf } from "./retry-counts.js";
import type { Sleep } from "./retry-delays.js";
import { ownPartsOf } from "./retry-exemptions.js";
import { marksOf } from "./retry-loops.js";
import { literalOf } from "../settings.js";
import { isLogCall } from "../libraries/telemetry.js";

/** How the tries hide why they came to their end: the `return` of nothing, or the loop or the call where control falls off the end. */
export function lostEnding(file: File, retry: Retry): TSESTree.Node | undefined {
  const { node, trigger } = retry;
  if (retry.form === "reconnect" || (trigger?.type !== "CatchClause" && !isFunction(trigger))) return undefined;
  if (isLeftBySuccess(file, retry) || isErrorKept(file, retry) || !givesValue(file, retry)) return undefined;
  const exits = lastExits(file, retry);
  const empty = exits.find((exit) => exit.type === "ReturnStatement" && isEmpty(file, exit, retry.whole) && !isGivenUp(file, exit, retry));
  if (empty) return empty;
  if (!isLoop(node)) return exits.length === 0 ? afterCall(file, retry) : undefined;
  const last = exits.filter((exit) => !isGivenUp(file, exit, retry));
  const falls = last.length === 0 ? isCounted(node) : last.every(({ type }) => type === "BreakStatement");
  return falls ? afterLoop(file, node) : undefined;
}

function isCounted(loop: TSESTree.Node): boolean {
  return (loop.type === "ForStatement" && loop.test !== null) || loop.type === "ForOfStatement" || ((loop.type === "WhileStatement" || loop.type === "DoWhileStatement") && loop.test.type !== "Literal");
}

/** `while (!found)`, `while (found === undefined)` ends when a try has found something, and not before. */
function isLeftBySuccess(file: File, { node, tried, between }: Retry): boolean {
  const test = isLoop(node) && "test" in node && node.test ? bare(node.test) : undefined;
  const asked = test?.type === "UnaryExpression" && test.operator === "!" ? test.argument : test?.type === "BinaryExpression" && /^===?$/.test(test.operator) && isNothing(test.right) ? test.left : undefined;
  if (!asked) return false;
  const mark = file.source.getText(asked);
  return marksOf(file, tried).has(mark) && !between.some((part) => marksOf(file, part).has(mark));
}

const ended = /abort|cancel|clos|stop|shut|dispos|destroy|unmount|mounted/i;

/** `if (signal.aborted) return undefined;`: nobody waits for the answer any more. `if (attempt === 3 || signal.aborted)` is also the way of the last try. */
function isGivenUp(file: File, exit: TSESTree.Node, retry: Retry): boolean {
  return testsBefore(exit, retry).some((test) => alternativesOf(test).every((part) => ended.test(file.source.getText(part))));
}

/** The operands of `||`. */
function alternativesOf(test: TSESTree.Node): readonly TSESTree.Node[] {
  const node = bare(test);
  return node.type === "LogicalExpression" && node.operator === "||" ? [...alternativesOf(node.left), ...alternativesOf(node.right)] : [node];
}

/** Where the last try leaves from within: `if (attempt === 3) throw error;` */
function lastExits(file: File, retry: Retry): readonly (TSESTree.ThrowStatement | TSESTree.ReturnStatement | TSESTree.BreakStatement)[] {
  return [...ownPartsOf(file, retry.between)].flatMap((node) => {
    if (node.type !== "ThrowStatement" && node.type !== "ReturnStatement" && node.type !== "BreakStatement") return [];
    if (!isLoop(retry.node) && isWithin(retry.node, node)) return [];
    return testsBefore(node, retry).some((test) => mayBound(file, test, retry) && !isAboutFailure(file, test, retry)) ? [node] : [];
  });
}

/** Whether the error goes anywhere: to a log, into a variable, to a function. A condition only looks at it. */
function isErrorKept(file: File, retry: Retry): boolean {
  for (const node of ownPartsOf(file, retry.between)) if (node.type === "CallExpression" && isLogCall(file, node)) return true;
  return [...failureVariables(file, { ...retry, work: retry.node })].some(({ references }) => references.some(({ identifier }) => isHandedOn(identifier)));
}

function isHandedOn(name: TSESTree.Node): boolean {
  for (let outer = name.parent; outer; outer = outer.parent) {
    if (outer.type === "IfStatement" || outer.type === "ConditionalExpression" || outer.type === "ThrowStatement") return false;
    if (isCall(outer) || outer.type === "AssignmentExpression" || outer.type === "VariableDeclarator") return outer.type === "CallExpression" ? !isTested(outer) : true;
    if (outer.type === "BlockStatement") return false;
  }
  return false;
}

function isTested(call: TSESTree.Node): boolean {
  for (let outer = call.parent; outer && outer.type !== "BlockStatement"; outer = outer.parent) if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") return true;
  return false;
}

/** Whether a success gives something, so that nothing can be told from it. */
function givesValue(file: File, { node, tried, trigger }: Retry): boolean {
  if (!isLoop(node) && !isReturned(node)) return false;
  if (isFunction(trigger) && !isLoop(node)) return true;
  return [...ownNodes(file, tried)].some((node) => (node.type === "ReturnStatement" && node.argument !== null) || (node.type === "AssignmentExpression" && node.operator === "=" && node.right.type !== "Literal" && node.left.type === "Identifier" && !isWithin(variableOf(file, node.left)?.identifiers[0] ?? tried, tried)));
}

/** `return load(id)`, `(error) => load(id)`; not a call by a timer, whose outcome nobody gets. */
function isReturned(call: TSESTree.Node): boolean {
  const value = dressed(call);
  const whole = value.parent?.type === "AwaitExpression" ? dressed(value.parent) : value;
  if (whole.parent?.type === "ConditionalExpression" || whole.parent?.type === "LogicalExpression") return isReturned(whole.parent);
  return whole.parent?.type === "ReturnStatement" || (whole.parent?.type === "ArrowFunctionExpression" && whole.parent.body === whole);
}

/** `if (left > 0) return again();` at the end of a handler, with nothing after it: the last failure falls off the end. */
function afterCall(file: File, { node, trigger, whole }: Retry): TSESTree.Node | undefined {
  const body = trigger?.type === "CatchClause" ? trigger.body : isFunction(trigger) ? trigger.body : undefined;
  const last = body?.type === "BlockStatement" ? body.body.at(-1) : undefined;
  if (last?.type !== "IfStatement" || last.alternate || !isWithin(node, last.consequent) || !isFunction(whole)) return undefined;
  if (trigger?.type !== "CatchClause") return node;
  const attempt = trigger.parent;
  const [block, run] = [attempt.parent, attempt.parent.parent];
  const ends = block.type === "BlockStatement" && block.body.at(-1) === attempt && run === whole && !attempt.finalizer;
  return ends && hasOtherReturn(file, block, attempt) ? node : undefined;
}

/** What follows a loop, where it is nothing at all, or a `return` of nothing. */
function afterLoop(file: File, loop: TSESTree.Node): TSESTree.Node | undefined {
  for (let inner: TSESTree.Node = loop, outer = loop.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === "LabeledStatement") continue;
    if (outer.type !== "BlockStatement") return undefined;
    const next = outer.body[outer.body.indexOf(inner as TSESTree.Statement) + 1];
    if (next) return next.type === "ReturnStatement" && isEmpty(file, next, loop) ? next : undefined;
    if (isFunction(outer.parent)) return hasOtherReturn(file, outer, loop) ? loop : undefined;
    if (outer.parent.type !== "IfStatement") return undefined;
    inner = outer;
    outer = outer.parent;
  }
  return undefined;
}

function hasOtherReturn(file: File, body: TSESTree.Node, loop: TSESTree.Node): boolean {
  return [...ownNodes(file, body)].some((node) => node.type === "ReturnStatement" && node.argument !== null && isWithin(node, loop));
}

/** `return undefined`, `return null`, and `return result` where nothing but a success gives it a value. */
function isEmpty(file: File, { argument }: TSESTree.ReturnStatement, loop: TSESTree.Node): boolean {
  if (!argument || isNothing(argument)) return true;
  const value = bare(argument);
  const variable = value.type === "Identifier" ? variableOf(file, value) : undefined;
  const definition = variable?.defs[0];
  if (!variable || definition?.type !== "Variable" || (definition.node.init && !isNothing(definition.node.init))) return false;
  return variable.references.every((reference) => !reference.isWrite() || reference.init || isWithin(reference.identifier, loop));
}

/** Whether a pause also follows the last of the tries, which nobody waits for. */
export function isAfterLast(file: File, retry: Retry, sleep: Sleep): boolean {
  const { between, work } = retry;
  if (retry.form === "reconnect" || triesAfter(file, retry) || !isCounting(file, retry) || !between.some((part) => isWithin(sleep.call, part))) return false;
  if (sleep.call.range[0] < work.range[0] || endsWithoutPause(file, retry)) return false;
  const leaves = [...ownPartsOf(file, between)].some((other) => {
    const isExit = other.type === "ThrowStatement" || other.type === "ReturnStatement" || other.type === "BreakStatement";
    return isExit && other.range[0] < sleep.call.range[0] && testsBefore(other, retry).some((test) => mayBound(file, test, retry));
  });
  return !leaves && !testsBefore(sleep.call, retry).some((test) => !isAskedFirst(test, retry) && mayBound(file, test, retry));
}

/** `for (const pause of [100, 500, 0])`, `[…, undefined]`: after the last try there is none. */
function endsWithoutPause(file: File, { node }: Retry): boolean {
  const list = isLoop(node) && node.type === "ForOfStatement" ? literalOf(file, node.right) : undefined;
  const last = list?.type === "ArrayExpression" ? list.elements.at(-1) : undefined;
  return last != null && (isNothing(last) || (last.type === "Literal" && !last.value));
}

/** The last try stands behind the loop, and the pause before it. */
function triesAfter(file: File, { node, work }: Retry): boolean {
  if (!isLoop(node)) return false;
  const statement = node.parent.type === "LabeledStatement" ? node.parent : node;
  const block = statement.parent.type === "BlockStatement" ? statement.parent.body : [];
  const next = block[block.indexOf(statement) + 1];
  return next !== undefined && file.source.getText(next).includes(file.source.getText(work));
}

/** What a loop tests before each turn, and a function before it tries. */
function isAskedFirst(test: TSESTree.Node, { node, tried }: Retry): boolean {
  return isLoop(node) ? "test" in node && node.test === test : test.range[1] <= tried.range[0];
}

/** Whether the tries come to their end where the next of them would begin: by the test of the loop, or what a function asks first. */
function isCounting(file: File, retry: Retry): boolean {
  return countsOf(file, retry).some(({ counter, stop }) => (stop === undefined || stop.at !== "failure") && !/now|time|deadline/i.test(counter.name));
}
