import type { TSESTree } from "@typescript-eslint/utils";
import { answeredEvents, memberListeners, observableMark, subscribingMethods } from "../../knowledge/handlers.js";
import type { CallbackFact } from "../../knowledge/library.js";
import { mayBeAsync } from "./asynchrony.js";
import { givesPromiseByDeclaration } from "../declared.js";
import { discards } from "./discards.js";
import type { File } from "../file.js";
import { callsIn, factOf, type Known } from "../libraries/libraries.js";
import { calleeOf, functionMeant, memberOf, thisOwner } from "../functions.js";
import { variableOf } from "../places/bindings.js";
import { bare, dressed, isClass, nodes, ownNodes, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { isPromise, returnedBy } from "./promises.js";
import { settingOf } from "../settings.js";
import { callPathOf } from "../spelling.js";
import { types } from "../types.js";

/** What becomes of a function that a call is given. */
export interface CallbackUse {
  readonly runs: CallbackFact["runs"];
  readonly result: CallbackFact["result"];
  /** The package and the versions of it that this is true of; default all. */
  readonly onlyFor?: CallbackFact["onlyFor"];
}

const listening = new Set(["on", "once", "addListener", "prependListener", "prependOnceListener", "addEventListener"]);

/** A function that a call is given and whose promise it drops or misreads: it is async, or what it returns is a promise. */
export interface PromiseCallback {
  readonly call: Call;
  readonly argument: TSESTree.Node;
  /** The function itself, where it stands in this file. */
  readonly fn: FunctionNode | undefined;
  readonly use: CallbackUse;
}

export interface AsyncCallback extends PromiseCallback {
  readonly fn: FunctionNode;
}

/** The functions that calls are given, where they give promises, or are declared to, and nobody looks at those, or takes them for answers. */
export const promiseCallbacks = perFile((file): readonly PromiseCallback[] =>
  mayBeAsync(file) ? [...nodes(file).of("CallExpression"), ...nodes(file).of("NewExpression")].flatMap((call) => promiseCallbacksOf(file, call)) : [],
);

/** Those of them that stand in this file. */
export const asyncCallbacks = perFile((file): readonly AsyncCallback[] =>
  promiseCallbacks(file).filter((callback): callback is AsyncCallback => callback.fn !== undefined),
);

function promiseCallbacksOf(file: File, call: Call): readonly PromiseCallback[] {
  return call.arguments.flatMap((argument, index) => {
    const use = mayBeFunction(argument) ? callbackUse(file, call, index) : undefined;
    // what the function gives is asked last: with types it is the dearest question
    if (use?.result !== "dropped" && use?.result !== "predicate") return [];
    const fn = functionMeant(file, argument);
    const isAsync = fn ? givesPromise(file, fn) : isDeclaredAsync(file, argument);
    return isAsync ? [{ call, argument, fn, use }] : [];
  });
}

/** Most arguments need no second look. */
function mayBeFunction({ type }: TSESTree.Node): boolean {
  return type !== "Literal" && type !== "TemplateLiteral" && type !== "ObjectExpression" && type !== "ArrayExpression" && type !== "BinaryExpression";
}

/** What a wrapper such as `after(3, async () => …)` makes of its function is not known, whatever its type says. */
function isDeclaredAsync(file: File, argument: TSESTree.Node): boolean {
  const node = bare(argument);
  return (node.type === "Identifier" || node.type === "MemberExpression") && givesPromiseByDeclaration(file, node);
}

/** Whether a function is async, or returns a promise: `() => save(id)`. */
export function givesPromise(file: File, fn: FunctionNode): boolean {
  if (fn.generator) return false;
  return fn.async || returnedBy(file, fn).some((result) => isPromise(file, result) === "yes");
}

/** What a call does with the function at one of its arguments; `undefined` where that is not known. */
export function callbackUse(file: File, call: Call, argument: number): CallbackUse | undefined {
  const known = factOf(file, "callbacks", call);
  if (known && isBuiltIn(known) && !mayBeBuiltIn(file, call)) return undefined;
  if (known && takes(known.fact, call, argument)) {
    if (known.fact.result === "returned" && givesList(known) && isStatement(file, call)) return { ...known.fact, result: "dropped" };
    if (known.fact.result !== "dropped") return known.fact;
    const isAwaited = isExcepted(file, call, known) || (known.fact.awaitedWith !== undefined && file.project.versionOf(known.fact.awaitedWith) !== undefined) || (known.fact.onlyFor === undefined && acceptsPromise(file, call, argument));
    return isAwaited ? { ...known.fact, result: "awaited" } : known.fact;
  }
  const own = known ? undefined : dropsParameter(file, call, argument);
  if (own) return own;
  if (known || calleeOf(file, call)) return undefined;
  const isKept = isListening(call, argument) ? !acceptsPromise(file, call, argument) && !hasOtherOrigin(file, call) : isSubscribing(call) && (takesNothing(file, call, argument) || (argument === 0 && isObservable(call)));
  return isKept ? { runs: "many", result: "dropped" } : undefined;
}

/** A fact about a method of arrays, found by the name of the method alone. */
function isBuiltIn({ origin }: Known<CallbackFact>): boolean {
  return origin.path.startsWith("Array#");
}

/** Whether the receiver can be an array, a set or a map: nothing says that it is something of the project or of a library. */
function mayBeBuiltIn(file: File, call: Call): boolean {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression") return false;
  if (calleeOf(file, call) !== undefined) return false;
  const names = types(file)?.namesOf(callee.object) ?? [];
  return names.length === 0 || names.some(({ module }) => module === null);
}

/** What `reduce` gives is what its callback gave last, and no list. */
function givesList({ origin }: Known<CallbackFact>): boolean {
  return origin.path === "Array#map" || origin.path === "Array#flatMap";
}

/** `list.map(async …);` as a statement: what it gives, nobody gets. Awaiting a list waits for nothing in it. */
function isStatement(file: File, call: Call): boolean {
  const outer = dressed(call).parent;
  if (outer?.type === "ExpressionStatement") return true;
  return outer?.type === "AwaitExpression" && outer.parent.type === "ExpressionStatement" && isSurelyList(file, call);
}

/** Collections of other kinds have a `map` that one can await. */
function isSurelyList(file: File, call: Call): boolean {
  const callee = bare(call.callee);
  const receiver = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  if (!receiver) return false;
  if (receiver.type === "ArrayExpression" || types(file)?.namesOf(receiver)[0]?.name === "Array") return true;
  const declared = receiver.type === "Identifier" ? variableOf(file, receiver)?.identifiers[0]?.typeAnnotation?.typeAnnotation.type : undefined;
  return declared === "TSArrayType" || /^\.Object\.(?:keys|values|entries)\(\)$/.test(originOf(file, receiver)?.path ?? "");
}

/** A function of this file that only calls what it is given there, and does not look at the result. */
function dropsParameter(file: File, call: Call, argument: number): CallbackUse | undefined {
  const parameter = calleeOf(file, call)?.params[argument];
  const uses = parameter?.type === "Identifier" ? (variableOf(file, parameter)?.references ?? []).map(({ identifier }) => identifier) : [];
  const calls = uses.filter((use) => !isTested(use));
  const isDropped = calls.length > 0 && calls.every((use) => drops(file).has(use) && !givesPromiseByDeclaration(file, use));
  return isDropped ? { runs: "many", result: "dropped" } : undefined;
}

/** `if (done) …`, `done && …` */
function isTested(use: TSESTree.Node): boolean {
  const { parent } = use;
  return (parent?.type === "IfStatement" && parent.test === use) || (parent?.type === "LogicalExpression" && parent.left === use) || parent?.type === "UnaryExpression";
}

/** The names that are called as statements. */
const drops = perFile(
  (file): ReadonlySet<TSESTree.Node> => new Set(discards(file).flatMap(({ expression }) => (expression.type === "CallExpression" && expression.callee.type === "Identifier" ? [expression.callee] : []))),
);

/** Whether the place where a function stands is declared to take one that gives a promise, or anything: a JSX attribute. */
export function expectsPromise(file: File, fn: TSESTree.Node): boolean {
  const kind = types(file)?.expectedResult(fn);
  return kind === "promise" || kind === "thenable" || kind === "unknown";
}

function takes(fact: CallbackFact, call: Call, argument: number): boolean {
  if (fact.argument === "all") return true;
  return fact.argument === "last" ? argument === call.arguments.length - 1 : argument === fact.argument;
}

/** `x.on("event", listener)` on whatever it is, `x.onEvent.addListener(listener)`. */
function isListening(call: Call, argument: number): boolean {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression") return false;
  const [method, event] = [propertyName(callee) ?? "", call.arguments[0]];
  if (argument === 0) return memberListeners.includes(method) && isMemberEvent(callee.object);
  return argument === 1 && listening.has(method) && (event?.type === "Literal" || event?.type === "TemplateLiteral");
}

/** `chrome.tabs.onUpdated` */
function isMemberEvent(object: TSESTree.Node): boolean {
  const event = bare(object);
  const name = event.type === "MemberExpression" ? (propertyName(event) ?? "") : "";
  return /^on[A-Z]/.test(name) && !answeredEvents.includes(name);
}

/** `store.subscribe(listener)` */
function isSubscribing(call: Call): boolean {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" && subscribingMethods.includes(propertyName(callee) ?? "");
}

/** `user$.pipe(…).subscribe(listener)`: an observable of RxJS by its name, which looks at nothing that a subscriber gives. */
function isObservable(call: Call): boolean {
  let node = bare(call.callee);
  for (; node.type === "MemberExpression" || node.type === "CallExpression"; node = bare(node.type === "CallExpression" ? node.callee : node.object)) {
    if (node.type === "MemberExpression" && propertyName(node)?.endsWith(observableMark)) return true;
  }
  return node.type === "Identifier" && node.name.length > 1 && node.name.endsWith(observableMark);
}

/** The declared type of the parameter says that whoever calls the function does not look at what it returns. */
function takesNothing(file: File, call: Call, argument: number): boolean {
  return types(file)?.callbackResult(call, argument) === "void";
}

/** A value of a package whose listeners nothing is known about, or of this file; what a package makes is taken for an emitter. */
function hasOtherOrigin(file: File, call: Call): boolean {
  if (calleeOf(file, call) !== undefined) return true;
  const origin = originOf(file, call);
  return origin?.module != null && callsIn(origin.path) < 2 && !origin.module.startsWith(".");
}

/** The declared type of the parameter says that a promise is expected. */
function acceptsPromise(file: File, call: Call, argument: number): boolean {
  return types(file)?.callbackResult(call, argument) === "promise";
}

/** A setting makes the callee look at the promise after all, or may: `catch` of croner, or an emitter with `captureRejections`, whose `error` event somebody hears. */
function isExcepted(file: File, call: Call, { fact, library, origin }: Known<CallbackFact>): boolean {
  return (fact.unless ?? []).some((slot) => {
    const path = slot.client === undefined ? "" : callPathOf(slot.client, library.default);
    const at = slot.client === undefined ? call : (origin.calls[callsIn(path) - 1] ?? superCallOf(file, call));
    const { answer, value } = at ? settingOf(file, at, slot) : { answer: "unset" as const, value: undefined };
    return answer === "unknown" || (answer === "set" && !isFalse(value) && (slot.client === undefined || hasErrorListener(file, call)));
  });
}

/** `super(…)` of the class whose method calls one of its own: `this.on(…)`. */
function superCallOf(file: File, call: Call): TSESTree.CallExpression | undefined {
  const callee = bare(call.callee);
  const owner = callee.type === "MemberExpression" && callee.object.type === "ThisExpression" ? thisOwner(callee.object) : undefined;
  const made = isClass(owner) ? memberOf(owner, "constructor") : undefined;
  return made?.type === "MethodDefinition" ? [...ownNodes(file, made.value.body ?? made)].find((node): node is TSESTree.CallExpression => node.type === "CallExpression" && node.callee.type === "Super") : undefined;
}

function isFalse(value: TSESTree.Node | undefined): boolean {
  return value?.type === "Literal" && value.value === false;
}

/** Whether the same emitter has a listener for `error` in this file. */
function hasErrorListener(file: File, call: Call): boolean {
  const receiver = receiverOf(file, call);
  return nodes(file)
    .of("CallExpression")
    .some((other) => isListening(other, 1) && isErrorEvent(other.arguments[0]) && receiverOf(file, other) === receiver);
}

function isErrorEvent(event: TSESTree.Node | undefined): boolean {
  return event?.type === "Literal" && event.value === "error";
}

function receiverOf(file: File, call: Call): string {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" ? file.source.getText(callee.object) : "";
}
