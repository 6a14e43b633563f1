import type { TSESTree } from "@typescript-eslint/utils";
import { expectsPromise, givesPromise, promiseCallbacks, type PromiseCallback } from "../src/analysis/promises/callbacks.js";
import { promiseMadeBy, settlesItself } from "../src/analysis/promises/executors.js";
import { misreadPromises, type MisreadPromise } from "../src/analysis/rejections/conditions.js";
import { catchAround, discards, isMeant, passedOver, voided } from "../src/analysis/promises/discards.js";
import { isAloneInTry, isBypassed, isCountedOn, isHandedIn, isLastResort, isOutOfCatch, isSeenToReject, lossOfExecutor, lossOfFunction, lossOfHandler } from "../src/analysis/rejections/evident-losses.js";
import { canReject } from "../src/analysis/rejections/evident-rejections.js";
import { failingHandler, isPastCatch } from "../src/analysis/rejections/failing-handlers.js";
import { lostFailureOf } from "../src/analysis/promises/failures.js";
import type { File } from "../src/analysis/file.js";
import { functionMeant, functionOf } from "../src/analysis/functions.js";
import { bare, headOf, lineOf, nodes, shortText, type FunctionNode } from "../src/analysis/nodes.js";
import { handlerProperties } from "../src/analysis/rejections/handler-properties.js";
import { isExempt, type Exemption } from "../src/analysis/rejections/exemptions.js";
import { isTakenForPromise } from "../src/analysis/rejections/presumed-promises.js";
import { isPromise, mustBeHandled } from "../src/analysis/promises/promises.js";
import { holdsFor } from "../src/analysis/rejections/versions.js";
import { defineRule, type Finding } from "../src/rule/define-rule.js";
import { awaitOf, handleIt, rejectionSuggestions, wrapInTryCatch } from "../src/rule/repairs/rejection-repairs.js";

interface Options {
  readonly ignoreVoid: boolean;
  readonly detachHelper: readonly string[];
  readonly reporter: string;
  readonly checkJSXAttributes: boolean;
  readonly frameworks: Readonly<Record<string, string>>;
  readonly allow: readonly Exemption[];
}

type Found = Finding<
  "floating" | "unseenRejection" | "asyncCallback" | "unseenCallback" | "asyncPredicate" | "asyncExecutor" | "bypassedCatch" | "unseenBypass" | "handlerRejects" | "promiseAsValue" | "voidDiscard",
  keyof typeof rejectionSuggestions
>;

export default defineRule({
  name: "no-unhandled-rejection",
  description: "Disallow promises whose rejection nobody handles",
  concern: "rejections",
  tests: true,
  fixable: true,
  options: {
    ignoreVoid: { type: "boolean", default: true as boolean, description: "`void promise` is a decision; only the check `voidDiscard` speaks of it." },
    detachHelper: { type: "array", items: { type: "string" }, default: [] as readonly string[], description: "Names of the project's functions that take a promise and handle its rejection." },
    reporter: { type: "string", default: "console.error" as string, description: "The function that suggestions hand a rejection to." },
    checkJSXAttributes: { type: "boolean", default: false as boolean, description: "Also looks at async functions given to JSX attributes." },
    frameworks: { type: "object", additionalProperties: { type: "string" }, default: {} as Readonly<Record<string, string>>, description: "Versions of frameworks where `package.json` does not name them: `{ \"express\": \"4\" }`." },
    allow: { type: "array", default: [] as readonly Exemption[], description: "Calls and types that need no handling, as `{ from, name, package }`.", items: { type: "object" } },
  },
  messages: {
    floating: { text: "Nobody handles a rejection of `{{call}}`: it is neither awaited, returned nor caught.", confidence: "proved" },
    unseenRejection: { text: "Nobody handles a rejection of `{{call}}`; whether anything in it can fail, and who is told then, other files know.", confidence: "possible", strict: true },
    asyncCallback: { text: "`{{caller}}` drops the promise of this async callback, and `{{thrower}}` on line {{line}} can reject.", confidence: "proved" },
    unseenCallback: { text: "`{{caller}}` drops the promise of this async callback; whether `{{thrower}}` on line {{line}} can reject, and who is told then, other files know.", confidence: "possible", strict: true },
    asyncPredicate: { text: "`{{caller}}` gets a promise from this async callback, and not its answer: {{consequence}}.", confidence: "proved" },
    asyncExecutor: { text: "A rejection in this executor is lost: when `{{thrower}}` on line {{line}} fails, the new promise never settles.", confidence: "proved" },
    bypassedCatch: { text: "`{{call}}` is not awaited in this `try`, so the `catch` on line {{catch}} never sees its rejection.", confidence: "proved" },
    unseenBypass: { text: "`{{call}}` is not awaited in this `try`, and the `catch` on line {{catch}} does not see its rejection; whether there can be one, other files know.", confidence: "possible", strict: true },
    handlerRejects: { text: "`{{handler}}` can itself fail on line {{line}}, and no handler follows it.", confidence: "likely" },
    promiseAsValue: { text: "`{{call}}` is a promise here, not its result: {{consequence}}.", confidence: "proved" },
    voidDiscard: { text: "`void` silences the linter and not the rejection: nobody handles a failure of `{{call}}`.", confidence: "likely", strict: true },
  },
  suggestions: rejectionSuggestions,
  *findings(file, options) {
    const all = nodes(file);
    for (const discard of [...discards(file), ...voided(file), ...passedOver(file)]) yield* discarded(file, discard, options);
    for (const statement of all.of("ReturnStatement")) yield* returnedFromTry(file, statement, options);
    for (const callback of promiseCallbacks(file)) yield* callbackFindings(file, callback, options);
    for (const { property, value, fn } of handlerProperties(file)) yield* droppedFindings(file, { caller: property, value, fn }, options);
    for (const attribute of options.checkJSXAttributes ? all.of("JSXAttribute") : []) yield* attributeFindings(file, attribute, options);
    for (const misread of misreadPromises(file)) yield asValue(file, misread);
  },
});

function* discarded(file: File, discard: Parameters<typeof handleIt>[1], options: Options): Generator<Found> {
  const { expression, statement, under } = discard;
  if (!mustBeHandled(file, expression) || isExempt(file, expression, options.allow) || !canReject(file, expression) || (statement && isMeant(file, { expression, statement, under }))) return;
  if (expression.type === "CallExpression" && options.detachHelper.includes(shortText(file, expression.callee))) return;
  const data = { call: shortText(file, expression) };
  const common = { at: headOf(file, expression), suggest: handleIt(file, discard, options.reporter) };
  const isSeen = isSeenToReject(file, expression);
  const broken = failingHandler(file, expression);
  const caught = statement && catchAround(file, statement);
  if (under && options.ignoreVoid) {
    if (isSeen || (caught && isOutOfCatch(file, expression, caught))) yield { message: "voidDiscard", data, ...common };
  } else if (broken && lossOfHandler(file, broken.handler)) yield { message: "handlerRejects", data: { handler: shortText(file, broken.handler), line: lineOf(broken.failure) }, ...common };
  else if (caught && !broken) yield { message: isBypassed(file, expression, caught) ? "bypassedCatch" : "unseenBypass", data: { ...data, catch: lineOf(caught) }, ...common };
  else yield { message: isSeen && !broken ? "floating" : "unseenRejection", data, ...common };
}

/** `return promise` leaves the `try` before the promise rejects. */
function* returnedFromTry(file: File, statement: TSESTree.ReturnStatement, options: Options): Generator<Found> {
  const promise = statement.argument && bare(statement.argument);
  const caught = catchAround(file, statement);
  const isAsync = functionOf(statement)?.async === true;
  if (!promise || !caught || !(isAsync || isAloneInTry(file, promise, caught))) return;
  const isSurely = isPromise(file, promise) === "yes";
  if (!(isSurely || isTakenForPromise(file, promise, statement)) || isExempt(file, promise, options.allow) || isPastCatch(file, promise, statement) || !canReject(file, promise)) return;
  yield {
    message: isSurely && isBypassed(file, promise, caught) ? "bypassedCatch" : "unseenBypass", at: headOf(file, promise),
    data: { call: shortText(file, promise), catch: lineOf(caught) }, ...(isAsync ? { fix: awaitOf(file, promise) } : {}),
  };
}

function* callbackFindings(file: File, callback: PromiseCallback, options: Options): Generator<Found> {
  const { call, argument, fn, use } = callback;
  if (use.onlyFor && !holdsFor(options.frameworks[use.onlyFor.package] ?? file.project.versionOf(use.onlyFor.package), use.onlyFor.versions)) return;
  const data = { caller: shortText(file, call.callee), consequence: "a promise is always true, and never a number" };
  if (use.result === "predicate") yield { message: "asyncPredicate", at: headOf(file, argument), data };
  else if (use.result === "dropped") yield* droppedFindings(file, { caller: call.callee, value: argument, fn, isCountedOn: isCountedOn(file, callback) }, options);
}

/** A function whose promise nobody looks at: a call is given it, or it is assigned to a property or an attribute. */
interface Dropped {
  readonly caller: TSESTree.Node;
  readonly value: TSESTree.Node;
  readonly fn: FunctionNode | undefined;
  readonly isCountedOn?: boolean;
}

function* droppedFindings(file: File, { caller, value, fn, isCountedOn = false }: Dropped, options: Options): Generator<Found> {
  const evident = fn ? lossOfFunction(file, fn) : isHandedIn(file, value) ? undefined : value;
  const isExecutor = promiseMadeBy(file, value) !== undefined;
  const failure = isExecutor && fn ? lossOfExecutor(file, fn) : (evident ?? (fn ? lostFailureOf(file, fn) : value));
  if (!failure) return;
  const thrown = { thrower: shortText(file, failure), line: lineOf(failure) };
  if (isExecutor && !(fn && settlesItself(file, fn, failure))) yield { message: "asyncExecutor", at: caller, data: thrown };
  else yield { message: (isCountedOn ? !isLastResort(failure) : evident) ? "asyncCallback" : "unseenCallback", at: headOf(file, value), data: { caller: shortText(file, caller), ...thrown }, suggest: fn === value ? wrapInTryCatch(file, fn, options.reporter) : [] };
}

function* attributeFindings(file: File, attribute: TSESTree.JSXAttribute, options: Options): Generator<Found> {
  const value = attribute.value?.type === "JSXExpressionContainer" ? attribute.value.expression : undefined;
  const fn = value && functionMeant(file, value);
  if (fn && !expectsPromise(file, value) && givesPromise(file, fn)) yield* droppedFindings(file, { caller: attribute.name, value, fn }, options);
}

const consequences: Readonly<Record<MisreadPromise["as"], string>> = {
  condition: "the condition is always true",
  negation: "its negation is always false",
  comparison: "the comparison never looks at the result",
  arithmetic: "the sum is never the one that is meant",
  template: "the text reads [object Promise]",
  spread: "spreading it gives nothing",
  operand: "it always counts as true",
  property: "what is read from it is never there",
};

function asValue(file: File, { node, as }: MisreadPromise): Found {
  return { message: "promiseAsValue", at: headOf(file, node), data: { call: shortText(file, node), consequence: consequences[as] } };
}
