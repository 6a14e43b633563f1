import type { TSESTree } from "@typescript-eslint/utils";
import { expectations } from "../../knowledge/handlers.js";
import { answerNames } from "../../knowledge/intents.js";
import { hostModules } from "../../knowledge/pages.js";
import type { PromiseCallback } from "../promises/callbacks.js";
import { linksOf } from "../promises/chain-links.js";
import { executorIn } from "../promises/executors.js";
import { Inspector, lostFailureOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { variableOf } from "../places/bindings.js";
import { endsProgram } from "../flow/endings.js";
import { calleeOf, functionMeant } from "../functions.js";
import { catchAround } from "../promises/discards.js";
import { isDispensable, isWaitingName, nameIn } from "../libraries/dispensables.js";
import { foreignRejection, isEvidentRejection } from "./evident-rejections.js";
import { isHardlyShown } from "../promises/promises.js";
import { isEvident, isForeignCall, isOnReached } from "../libraries/evidence.js";
import { factOf } from "../libraries/libraries.js";
import { modulesNamed } from "../libraries/module-names.js";
import { runsInComponent, runsInPage } from "../libraries/pages.js";
import { bare, isCall, isFunction, isWithin, ownNodes, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { isLastingWrite } from "../shared-state/lasting-writes.js";
import { isBuilt, isWatched } from "../targets.js";

/**
 * Whether the code at hand shows that something is lost with a promise that nobody handles. What is declared to give one
 * counts, unless its name says that nobody counts on it, or whoever runs it learns of its end anyway.
 */
export function isSeenToReject(file: File, expression: TSESTree.Node): boolean {
  const elsewhere = foreignRejection(file, expression);
  const isHeardAnyway = isWatched(file) || goesOn(file, expression);
  if (elsewhere === "never" || elsewhere === "unseen") return false;
  return (elsewhere === undefined && mourner(file).promise(expression) !== undefined) || (!isHeardAnyway && isForeignCall(file, expression) && !isHardlyShown(file, expression));
}

/**
 * Whether this file shows that something is lost with a promise that rejects before anybody handles it, or with those
 * that a function makes: `ids.map((id) => load(id))`. What only waits for others fails where they do.
 */
export function isSeenToFail(file: File, expression: TSESTree.Node): boolean {
  const call = bare(expression);
  if (!isCall(call)) return mourner(file).promise(call) !== undefined;
  // a timer rejects only on an abort, which comes when there is nothing more to wait for
  if (factOf(file, "timers", call)) return false;
  if (isWaitingName(nameIn(bare(call.callee)) ?? "") || (call.type === "NewExpression" && !startsWork(file, call))) return false;
  return mourner(file).promise(call) !== undefined || (linksOf(call).length === 0 && call.arguments.some((argument) => isFunction(argument) && isSeenToGive(file, argument)));
}

/** A promise that is made by hand out of listeners and timers waits for what others do. */
function startsWork(file: File, node: TSESTree.NewExpression): boolean {
  const body = executorIn(file, node)?.body;
  return body === undefined || ownNodes(file, body).some((one) => one.type === "CallExpression" && isEvident(file, one));
}

function isSeenToGive(file: File, fn: FunctionNode): boolean {
  if (fn.async) return mourner(file).failure(fn) !== undefined;
  return [fn.body, ...ownNodes(file, fn.body)].some((node) => node.type === "CallExpression" && mourner(file).promise(node) !== undefined);
}

/** What is lost where nobody looks at the promise of a function. */
export function lossOfFunction(file: File, fn: FunctionNode): TSESTree.Node | undefined {
  return mourner(file).lost(fn);
}

/** What is lost in the executor of a promise, which whoever waits for it then waits for in vain; a test that does fails all the same. */
export function lossOfExecutor(file: File, executor: FunctionNode): TSESTree.Node | undefined {
  return lossOfFunction(file, executor) ?? (isWatched(file) ? undefined : lostFailureOf(file, executor));
}

/**
 * What is lost with a handler given to `then`, `catch` or `finally` that fails. A handler that ends the program fails
 * for nobody, and one that only throws on, or throws on only some errors, raises them on purpose.
 */
export function lossOfHandler(file: File, handler: TSESTree.Node): TSESTree.Node | undefined {
  const body = functionMeant(file, handler)?.body;
  if (body && ownNodes(file, body).some((node) => endsProgram(file, node))) return undefined;
  const loss = mourner(file).handler(handler);
  const isOnPurpose = loss?.type === "ThrowStatement" && (body?.type !== "BlockStatement" || !body.body.slice(1).includes(loss));
  return isOnPurpose ? undefined : loss;
}

/** The first thing that can fail is the answer that a `catch` gives of another failure, `await showError(request, response)`: the work itself was looked after. */
export function isLastResort(failure: TSESTree.Node): boolean {
  const answer = failure.type === "AwaitExpression" || failure.type === "ReturnStatement" ? failure.argument && bare(failure.argument) : failure;
  if (answer?.type !== "CallExpression" || !answer.arguments.some((argument) => argument.type === "Identifier" && answerNames.includes(argument.name))) return false;
  return clauseAround(failure) !== undefined;
}

function clauseAround(node: TSESTree.Node): TSESTree.CatchClause | undefined {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (outer.type === "CatchClause") return outer;
  return undefined;
}

/** A parameter: who hands a function in by a type that lets it wait knows what becomes of its promise, and of its failures. */
export function isHandedIn(file: File, value: TSESTree.Node): boolean {
  const node = bare(value);
  return node.type === "Identifier" && variableOf(file, node)?.defs[0]?.type === "Parameter";
}

/** Somebody counts on what the function does: a request to Express waits for its answer, what follows `forEach` for all of it, and an effect for a cleanup that is none. */
export function isCountedOn(file: File, { call, use }: PromiseCallback): boolean {
  return ((use.onlyFor !== undefined || use.runs === "sync") && !isWatched(file)) || factOf(file, "effects", call) !== undefined;
}

/**
 * Whether a `catch` is there for a promise that its `try` does not wait for: this file shows that it can reject, or
 * there is nothing else in the `try` that could fail. Whoever runs a script or a test sees the failure all the same.
 */
export function isBypassed(file: File, promise: TSESTree.Node, clause: TSESTree.CatchClause): boolean {
  const { block } = clause.parent;
  if (isWatched(file) || addsNothing(file, clause) || isToldAlready(file, promise, clause)) return false;
  if (!isForSome(file, clause) && isEvidentRejection(file, promise)) return true;
  return !ownNodes(file, block).some((node) => (isCall(node) || node.type === "AwaitExpression" || node.type === "ThrowStatement") && !isWithin(node, promise));
}

/**
 * Whether a plain function returns a promise from a `try` in which nothing can fail at once, and so nothing but a
 * rejection can be what the `catch` was written for: an async function of the file, or a call that a library is known by.
 */
export function isAloneInTry(file: File, promise: TSESTree.Node, { parent: { block } }: TSESTree.CatchClause): boolean {
  const calls = ownNodes(file, block).filter((node) => isCall(node) || node.type === "TaggedTemplateExpression" || node.type === "ThrowStatement");
  const call = bare(promise);
  if (call.type !== "CallExpression" || calls.some((node) => node !== call) || !isEvidentRejection(file, call)) return false;
  return calleeOf(file, call)?.async ?? factOf(file, "remote", call) !== undefined;
}

/** Whether a function of the file is run without its promise in a `try` whose `catch` is where failures end, in a program that ends with what nobody looks after. */
export function isOutOfCatch(file: File, expression: TSESTree.Node, clause: TSESTree.CatchClause): boolean {
  const call = bare(expression);
  if (clause.body.body.at(-1)?.type === "ThrowStatement") return false;
  return call.type === "CallExpression" && calleeOf(file, call)?.async === true && !isDispensable(file, call) && !isWatched(file) && !isBuilt(file) && !goesOn(file, call);
}

/** A call of a function of the file, in which each failure has met a `catch` that does all that this one would: `logger.error(error); throw new LoadError();`. */
function isToldAlready(file: File, promise: TSESTree.Node, { body }: TSESTree.CatchClause): boolean {
  const call = bare(promise);
  const fn = call.type === "CallExpression" ? calleeOf(file, call) : undefined;
  const inBody = ownNodes(file, body);
  const said = inBody.filter(isCall).map(textOfCallee);
  if (!fn || said.length === 0 || inBody.some((node) => node.type === "AssignmentExpression" || (node.type === "ReturnStatement" && node.argument))) return false;
  const waits = ownNodes(file, fn.body).filter((node) => (node.type === "AwaitExpression" || (node.type === "ReturnStatement" && node.argument && isCall(bare(node.argument)))) && clauseAround(node) === undefined);
  return waits.length > 0 && waits.every((wait) => {
    const own = catchAround(file, wait);
    const told = new Set(own && ownNodes(file, own.body).filter(isCall).map(textOfCallee));
    return said.every((one) => told.has(one));
  });

  function textOfCallee({ callee }: Call): string {
    return file.source.getText(callee);
  }
}

/** `if (error.status === 404) return retry(); throw error;`: it is there for some failures, and whether the promise has such is not seen. */
function isForSome(file: File, { param, body }: TSESTree.CatchClause): boolean {
  const last = body.body.at(-1);
  if (param?.type !== "Identifier" || last?.type !== "ThrowStatement" || last.argument.type !== "Identifier" || last.argument.name !== param.name) return false;
  return body.body.some((statement) => statement.type === "IfStatement" && [...ownNodes(file, statement.test)].some((node) => node.type === "Identifier" && node.name === param.name));
}

/** `catch (error) { busy.set(false); throw error; }`, of a `try` that has called the same before it returns: who misses this catch misses nothing. An answer to some failures is something. */
function addsNothing(file: File, { param, body, parent: { block } }: TSESTree.CatchClause): boolean {
  const last = body.body.at(-1);
  if (param?.type !== "Identifier" || last?.type !== "ThrowStatement" || last.argument.type !== "Identifier" || last.argument.name !== param.name) return false;
  const done = new Set(ownNodes(file, block).filter(isCall).map((call) => file.source.getText(call)));
  return ownNodes(file, body).every((node) => (isCall(node) ? done.has(file.source.getText(node)) : node.type !== "ReturnStatement" && node.type !== "AssignmentExpression"));
}

const mourner = perFile((file) => new Inspector(file, (failure) => isEvident(file, failure) && isLost(file, failure)));

/**
 * An unhandled rejection ends a process that nobody looks at. Whoever started a script or a test sees it, and all that
 * such a one can lose is what it expects. A page goes on: its console tells of the failure, and so may a handler of the
 * whole page or the library that the request went through. What was to be kept is lost there all the same.
 */
function isLost(file: File, failure: TSESTree.Node): boolean {
  if (isWatched(file)) return expectations.test(originOf(file, failure)?.path ?? "");
  if (!goesOn(file, failure)) return !isBuilt(file);
  return isCall(failure) && isLastingWrite(file, failure) && (factOf(file, "remote", failure) !== undefined || isOnReached(failure));
}

function goesOn(file: File, node: TSESTree.Node): boolean {
  return runsInPage(file) || runsInComponent(file, node) || hostModules.some((module) => modulesNamed(file).has(module));
}
