import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import { isParameter } from "../places/owners.js";
import { chainedSuccessOf } from "./chained-successes.js";
import { linksOf } from "../promises/chain-links.js";
import type { File } from "../file.js";
import { flowOf } from "../flow/flow.js";
import { callbackOf, functionOf } from "../functions.js";
import { kindAwaited } from "./log-waits.js";
import { metricCalls, metricsByNode, wordsOf, type MetricCall } from "./metric-calls.js";
import { bare, isFunction, isWithin, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import { metricHelpers } from "./metric-helpers.js";
import { isChainCounted, isCountedOutside, leavesUncounted, records, workAfter, workBefore } from "./operations.js";
import { perFile } from "../per-file.js";
import { isPromise } from "../promises/promises.js";
import { asksForError, registrationOf, takesError } from "../registrations.js";

/** A counter of successes whose operation can fail uncounted. */
export interface UncountedFailure {
  readonly success: MetricCall;
  /** The work that can fail. */
  readonly work: TSESTree.Node;
  /** Where the failure goes: the `catch` around the work, the branch that tests it, or the work itself. */
  readonly at: TSESTree.Node;
}

const good = new Set(["ok", "success", "successes", "succeeded", "successful", "successfully", "completed", "done"]);
const bad = new Set(["fail", "fails", "failed", "failure", "failures", "error", "errors", "errored", "unsuccessful"]);
const outcomeName = /^(?:outcome|status|result|ok|success)$/;
const counting = /^(?:increment|inc|count|add)$/;

/** The counters that say by name or label that something went well. */
export const successes = perFile((file): readonly MetricCall[] => [...metricCalls(file), ...metricHelpers(file)].filter((metric) => metric.does === "records" && counting.test(metric.method) && saysSuccess(metric)));

function saysSuccess({ words, labels }: MetricCall): boolean {
  if (words.some((word) => bad.has(word))) return false;
  const outcomes = labels.filter(({ name }) => outcomeName.test(name));
  // a label that is told at run time holds either outcome
  if (outcomes.some(({ says }) => says === undefined)) return false;
  if (outcomes.some(({ says }) => says === true || good.has(String(says)))) return true;
  return outcomes.length === 0 && words.some((word) => good.has(word));
}

function saysFailure({ words, labels }: MetricCall): boolean {
  return words.some((word) => bad.has(word)) || labels.some(({ says }) => says === false || bad.has(String(says)));
}

/** The counters of successes whose operation fails without a count. */
export const uncountedFailures = perFile((file): readonly UncountedFailure[] =>
  successes(file).flatMap((success) => {
    if (isCompleted(file, success) || isOfEvent(file, success)) return [];
    const failing = failingBranch(file, success) ?? failingWork(file, success) ?? failingChain(file, success) ?? failingCallback(file, success);
    return failing && !isStateOf(success, failing.work) ? [{ success, ...failing }] : [];
  }),
);

/** Words that tell as well what has become of a thing: an order is completed, an invitation is accepted. */
const states = new Set(["completed", "done"]);

/** Whether a counter has the name of what came in, and counts that it came: `if (event.type === "payment.completed")`. */
function isOfEvent(file: File, { node, name }: MetricCall): boolean {
  let inner: TSESTree.Node = node;
  for (let outer = node.parent as TSESTree.Node | undefined; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    const test = outer.type === "IfStatement" && outer.consequent === inner ? outer.test : outer.type === "SwitchCase" ? outer.test : null;
    if (test && [...ownNodes(file, test)].some((part) => part.type === "Literal" && typeof part.value === "string" && part.value === name)) return true;
  }
  return false;
}

/** Whether the word of a counter is what its work makes of a thing: `await orders.markCompleted(id)`. */
function isStateOf({ words }: MetricCall, work: TSESTree.Node): boolean {
  const said = words.filter((word) => good.has(word));
  const callee = work.type === "CallExpression" ? bare(work.callee) : undefined;
  const called = callee?.type === "MemberExpression" ? (propertyName(callee) ?? "") : callee?.type === "Identifier" ? callee.name : "";
  return said.length > 0 && said.every((word) => states.has(word) && wordsOf(called).includes(word));
}

/** Whether failures are counted under the same name elsewhere in the file, or follow from attempts that are counted. */
function isCompleted(file: File, success: MetricCall): boolean {
  const base = baseOf(success);
  const fn = functionOf(success.node);
  return metricCalls(file).some((other) => {
    if (other === success || other.does !== "records") return false;
    const isSame = baseOf(other) === base;
    if (saysFailure(other) && (isSame || functionOf(other.node) === fn)) return true;
    // the sum of both under the same name, wherever it is counted
    if (isSame && base !== "" && counting.test(other.method) && !successes(file).includes(other) && !other.labels.some(({ name }) => outcomeName.test(name))) return true;
    // attempts less successes are failures
    return functionOf(other.node) === fn && counting.test(other.method) && other.node.range[1] <= success.node.range[0] && !successes(file).includes(other) && flowOf(file, fn ?? file.ast).suspensionsBetween(other.node, success.node).length > 0;
  });
}

function baseOf({ name }: MetricCall): string {
  return wordsOf(name ?? "")
    .filter((word) => !good.has(word) && !bad.has(word) && word !== "total" && word !== "counter")
    .join(" ");
}

type Failing = Pick<UncountedFailure, "work" | "at">;

function failingWork(file: File, { node }: MetricCall): Failing | undefined {
  const work = workBefore(file, node);
  if (!work || isInHandler(node) || isCountedOutside(file, node) || !leavesUncounted(file, work, (step) => step !== node && metricsByNode(file).has(step))) return undefined;
  return { work: work.argument, at: catchAround(work) ?? failingTest(file, work, node) ?? work.argument };
}

/** `if (!response.ok) return null;` between the work and the counter. */
function failingTest(file: File, work: TSESTree.Node, success: TSESTree.Node): TSESTree.IfStatement | undefined {
  return [...ownNodes(file, functionOf(work)?.body ?? file.ast)].find((node): node is TSESTree.IfStatement => {
    const last = node.type === "IfStatement" ? (node.consequent.type === "BlockStatement" ? node.consequent.body.at(-1) : node.consequent) : undefined;
    return node.type === "IfStatement" && node.range[0] > work.range[1] && node.range[1] < success.range[0] && testsOutcome(file, node.test) && (last?.type === "ReturnStatement" || last?.type === "ThrowStatement");
  });
}

/** In a `catch` or `finally` what counts is no success of the work before. */
function isInHandler(node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "CatchClause" || (outer.type === "TryStatement" && outer.finalizer === inner)) return true;
  }
  return false;
}

function catchAround(work: TSESTree.Node): TSESTree.CatchClause | undefined {
  for (let inner = work, outer = work.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return outer.handler;
  }
  return undefined;
}

/** `load(id).then((user) => { metrics.increment("load.ok"); … })` */
function failingChain(file: File, { node }: MetricCall): Failing | undefined {
  const chained = chainedSuccessOf(file, node);
  if (!chained || isChainCounted(file, chained.then) || isCountedOutside(file, chained.then)) return undefined;
  const outer = catchAround(chained.then);
  const handler = linksOf(bare(chained.chain)).findLast(({ call, rejected }) => rejected && call.range[1] > chained.then.range[1]);
  const own = linksOf(chained.then)[0]?.rejected;
  const second = own && bare(own);
  return outer && records(file, outer) ? undefined : { work: chained.work, at: handler?.call ?? (second && isFunction(second) ? second : chained.then) };
}

/** `save(user, (error) => { if (error) { done(error); return; } metrics.increment("save.ok"); … })` */
function failingCallback(file: File, { node }: MetricCall): Failing | undefined {
  const fn = functionOf(node);
  const given = fn && callbackOf(fn);
  if (!given || given.call.type !== "CallExpression" || fn.body.type !== "BlockStatement" || registrationOf(file, given.call, given.argument).how !== "once" || !takesError(fn)) return undefined;
  const branch = fn.body.body.find((statement) => statement.type === "IfStatement" && asksForError(statement.test, fn));
  if (branch?.type !== "IfStatement" || isWithin(node, branch.consequent) || node.range[0] < branch.range[0] || records(file, branch.consequent) || isCountedOutside(file, node)) return undefined;
  return { work: given.call, at: branch };
}

/** `if (response.ok) metrics.increment("load.ok")`, and nothing where it is not. */
function failingBranch(file: File, { node }: MetricCall): Failing | undefined {
  const branch = ifAround(node);
  const fn = functionOf(node);
  if (!branch || !testsOutcome(file, branch.test) || isCountedOutside(file, node)) return undefined;
  const work = workBefore(file, branch);
  const others = metricCalls(file).filter((other) => other.node !== node && other.does === "records" && functionOf(other.node) === fn);
  const isAlone = others.length === 0 && !(branch.alternate && records(file, branch.alternate));
  return work && isAlone ? { work: work.argument, at: branch } : undefined;
}

function ifAround(node: TSESTree.Node): TSESTree.IfStatement | undefined {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === "IfStatement") return outer.consequent === inner ? outer : undefined;
  }
  return undefined;
}

function testsOutcome(file: File, test: TSESTree.Node): boolean {
  return [...ownNodes(file, test)].some((node) => node.type === "MemberExpression" && node.property.type === "Identifier" && /^(?:ok|success|status|statusCode)$/.test(node.property.name));
}

/** A success that is counted before the work has been done. */
export interface EarlyCount {
  readonly success: MetricCall;
  readonly work: TSESTree.Node;
}

/** The counters of successes with nothing waited for before them, and work that can fail after them. */
export const earlyCounts = perFile((file): readonly EarlyCount[] =>
  successes(file).flatMap((success) => {
    const { node } = success;
    const fn = functionOf(node);
    if (!fn || isInHandler(node) || hasWaited(file, fn, node)) return [];
    const work = workAfter(file, node)?.argument ?? returnedAfter(file, fn, node);
    return work ? [{ success, work }] : [];
  }),
);

/** Whether something was waited for before a counter: of the turns of a loop that begins with it, those before are the business of other elements. */
function hasWaited(file: File, fn: FunctionNode, node: TSESTree.Node): boolean {
  const before = flowOf(file, fn).suspensionsBefore(node);
  const statement = node.parent;
  const body = statement?.type === "ExpressionStatement" && statement.parent.type === "BlockStatement" ? statement.parent : undefined;
  const isFirst = body?.body[0] === statement && body?.parent.type === "ForOfStatement" && !body.parent.await;
  return before.some((suspension) => !(isFirst && isWithin(suspension, body) && suspension.range[0] > node.range[0]));
}

/** `return callback(null, true)`: whoever called is told, and nothing is begun. */
function isAnswer(file: File, { callee }: TSESTree.CallExpression): boolean {
  const variable = callee.type === "Identifier" ? variableOf(file, callee) : undefined;
  return variable !== undefined && isParameter(variable);
}

/** `return loadUser(id)` in an async function. */
function returnedAfter(file: File, fn: NonNullable<ReturnType<typeof functionOf>>, node: TSESTree.Node): TSESTree.Node | undefined {
  for (const one of ownNodes(file, fn.body)) {
    if (one.type !== "ReturnStatement" || !one.argument || one.range[0] < node.range[1]) continue;
    const value = bare(one.argument);
    if (value.type === "CallExpression" && !isAnswer(file, value) && (fn.async || isPromise(file, value) !== "no") && !kindAwaited(file, value) && flowOf(file, fn).reaches(node, one)) return value;
  }
  return undefined;
}
