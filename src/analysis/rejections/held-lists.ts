import type { TSESTree } from "@typescript-eslint/utils";
import { mayBeAsync } from "../promises/asynchrony.js";
import { variableOf, writesOf, type Variable } from "../places/bindings.js";
import { callbackUse } from "../promises/callbacks.js";
import { givesPromiseByDeclaration } from "../declared.js";
import { failureOf, rejectionOf } from "../promises/failures.js";
import type { File } from "../file.js";
import { callbackOf, functionMeant, functionOf, valueOf } from "../functions.js";
import { isAwaitedList } from "./awaited-lists.js";
import { factOf } from "../libraries/libraries.js";
import { canSuspend } from "./held-promises.js";
import { isBuilt, isLazyByName } from "./late-awaits.js";
import { bare, dressed, isCall, isFunction, nodes, propertyName, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { perFile } from "../per-file.js";
import { takesOver, usesOfHolder, type Holder } from "../promises/promise-uses.js";
import { isPromise, outcomesOf, returnedBy, type PromiseAnswer } from "../promises/promises.js";
import { isQuieted, quietsResult } from "./quieted.js";
import { types } from "../types.js";

/** A list, set or map of started promises in a variable of the function that runs them. */
export interface HeldList {
  readonly holder: Holder;
  readonly home: FunctionNode | undefined;
  readonly declarator: TSESTree.VariableDeclarator;
  readonly starts: readonly ListStart[];
}

/** What starts one or all of the promises of a list. */
export interface ListStart {
  /** The call that starts a promise, or the `map` that starts them all. */
  readonly start: TSESTree.Node;
  /** The step of the list's own function at which the promise is in the list. */
  readonly anchor: TSESTree.Node;
  /** Whether the list grows with each run of the anchor. */
  readonly isAdded: boolean;
  /** Whether the promise is a part of what is in the list, `{ id, done: load(id) }`, or the value of a key. */
  readonly isPart: boolean;
  readonly isPromise: PromiseAnswer;
}

/** The lists of a file that may hold promises which can reject, in source order. */
export const heldLists = perFile((file): readonly HeldList[] =>
  (mayBeAsync(file) ? nodes(file).of("VariableDeclarator") : []).flatMap((declarator) => {
    if (declarator.id.type !== "Identifier" || !declarator.init || !canSuspend(declarator)) return [];
    const variable = variableOf(file, declarator.id);
    if (!variable || !isList(file, declarator.init) || writesOf(variable).length !== 1) return [];
    const starts = [...startsIn(file, declarator.init), ...additionsTo(file, variable)];
    const holder = { variable, property: undefined, text: declarator.id.name };
    return starts.length === 0 || starts.some((one) => one === undefined) ? [] : [{ holder, home: functionOf(declarator), declarator, starts: starts.filter((one) => one !== undefined) }];
  }),
);

function isList(file: File, init: TSESTree.Node): boolean {
  const node = bare(init);
  if (node.type === "ArrayExpression") return true;
  if (node.type === "NewExpression") return [".Array!", ".Set!", ".Map!"].includes(originOf(file, node)?.path ?? "");
  return node.type === "CallExpression" && mapperOf(file, node) !== undefined;
}

/** What a list is declared with. */
function startsIn(file: File, init: TSESTree.Node): readonly ListStart[] {
  const node = bare(init);
  if (node.type === "CallExpression") return mapped(file, node, node, false);
  const elements = node.type === "ArrayExpression" ? node.elements : [];
  return elements.flatMap((element) => {
    if (element?.type === "SpreadElement") return mapped(file, bare(element.argument), element.argument, false);
    return element ? outcomesOf(element).flatMap((one) => started(file, one, one, false)) : [];
  });
}

const adding = new Set(["push", "unshift", "add"]);

/** What is added to a list later; `undefined` for an addition at a time that is not known. */
function additionsTo(file: File, variable: Variable): readonly (ListStart | undefined)[] {
  return variable.references.flatMap(({ identifier }) => {
    const member = dressed(identifier).parent;
    if (member?.type !== "MemberExpression" || bare(member.object) !== identifier) return [];
    const step = dressed(member).parent;
    if (step?.type === "AssignmentExpression" && step.left === dressed(member) && member.computed) return addedBy(file, variable, step, [step.right]);
    if (step?.type !== "CallExpression" || bare(step.callee) !== member) return [];
    if (propertyName(member) === "set") return addedBy(file, variable, step, step.arguments.slice(1)).map((start) => start && { ...start, isPart: true });
    return adding.has(propertyName(member) ?? "") ? addedBy(file, variable, step, step.arguments) : [];
  });
}

function addedBy(file: File, variable: Variable, step: TSESTree.Node, values: readonly TSESTree.Node[]): readonly (ListStart | undefined)[] {
  const anchor = anchorIn(file, step, functionOf(variable.identifiers[0] as TSESTree.Node));
  if (!anchor) return [undefined];
  return values.flatMap((value) => {
    if (value.type === "SpreadElement") return mapped(file, bare(value.argument), anchor, true);
    return outcomesOf(value).flatMap((one) => (one.type === "Identifier" ? startedBefore(file, one, anchor) : started(file, one, anchor, true)));
  });
}

/** The step of a list's own function in which another one runs: that step itself, or the call of `forEach` that it stands in. */
function anchorIn(file: File, step: TSESTree.Node, home: FunctionNode | undefined): TSESTree.Node | undefined {
  let anchor = step;
  for (let fn = functionOf(anchor); fn !== home; fn = functionOf(anchor)) {
    const callback = fn && !fn.async && !fn.generator ? callbackOf(fn) : undefined;
    if (!callback || callbackUse(file, callback.call, callback.argument)?.runs !== "sync") return undefined;
    anchor = callback.call;
  }
  return anchor;
}

/** `const job = run(item); jobs.push(job);` where nothing else is done with it. */
function startedBefore(file: File, name: TSESTree.Identifier, anchor: TSESTree.Node): readonly ListStart[] {
  const variable = variableOf(file, name);
  const value = variable && variable.defs[0]?.type === "Variable" ? valueOf(variable) : undefined;
  if (!variable || !value) return [];
  const others = usesOfHolder(file, { variable, property: undefined, text: name.name }).filter(({ at }) => at !== name);
  return others.some(takesOver) ? [] : outcomesOf(value).flatMap((one) => started(file, one, anchor, true));
}

function started(file: File, start: TSESTree.Node, anchor: TSESTree.Node, isAdded: boolean): readonly ListStart[] {
  if (!isCall(start) && start.type !== "ImportExpression") return [];
  const answer = isPromise(file, start);
  if (answer === "no" || answer === "lazy" || (answer === "unknown" && (start.type !== "CallExpression" || isBuilt(start) || isLazyByName(start)))) return [];
  return rejectionOf(file, start) && !isQuieted(file, start) ? [{ start, anchor, isAdded, isPart: false, isPromise: answer }] : [];
}

/** `ids.map((id) => load(id))`, `Array.from(ids, load)` */
function mapped(file: File, start: TSESTree.Node, anchor: TSESTree.Node, isAdded: boolean): readonly ListStart[] {
  const mapper = start.type === "CallExpression" ? mapperOf(file, start) : undefined;
  if (!mapper) return [];
  const fn = functionMeant(file, mapper);
  const part = fn ? partGivenBy(file, fn) : "no";
  if (part !== "no") return [{ start, anchor, isAdded, isPart: true, isPromise: part }];
  const answer = fn ? givenBy(file, fn) : givenByName(file, mapper);
  if (answer === "no" || (fn && !mayReject(file, fn))) return [];
  return [{ start, anchor, isAdded, isPart: false, isPromise: answer }];
}

/** The function that makes the elements of a new list. */
function mapperOf(file: File, call: TSESTree.CallExpression): TSESTree.Node | undefined {
  const callee = bare(call.callee);
  const name = callee.type === "MemberExpression" ? propertyName(callee) : undefined;
  const argument = name === "map" ? 0 : name === "from" ? 1 : -1;
  const mapper = call.arguments[argument];
  if (!mapper) return undefined;
  const use = callbackUse(file, call, argument);
  if (!use && name === "map" && !factOf(file, "callbacks", call)) return isAwaitedList(file, call) && isFunction(bare(mapper)) ? mapper : undefined;
  return use?.runs === "sync" && use.result === "returned" ? mapper : undefined;
}

function givenBy(file: File, fn: FunctionNode): PromiseAnswer {
  if (fn.async) return fn.generator ? "no" : "yes";
  const results = returnedBy(file, fn).flatMap(outcomesOf);
  if (results.some((result) => isPromise(file, result) === "yes")) return "yes";
  const isOpen = results.some((result) => result.type === "CallExpression" && isPromise(file, result) === "unknown" && !isBuilt(result));
  return isOpen ? "unknown" : "no";
}

/** `(id) => ({ id, done: load(id) })`, `(id) => [id, load(id)]`: whether a part of each element is a promise that can reject. */
function partGivenBy(file: File, fn: FunctionNode): PromiseAnswer {
  const results = fn.async || fn.generator ? [] : returnedBy(file, fn).map(bare);
  const answers = results.flatMap(partsOf).flatMap((part) => started(file, part, part, false).map(({ isPromise: answer }) => answer));
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

function partsOf(value: TSESTree.Node): readonly TSESTree.Node[] {
  if (value.type === "ObjectExpression") return value.properties.flatMap((property) => (property.type === "Property" ? [bare(property.value)] : []));
  return value.type === "ArrayExpression" ? value.elements.flatMap((element) => (element ? [bare(element)] : [])) : [];
}

function mayReject(file: File, fn: FunctionNode): boolean {
  if (fn.async) return failureOf(file, fn) !== undefined;
  if (quietsResult(file, fn)) return false;
  return returnedBy(file, fn).flatMap(outcomesOf).some((result) => isPromise(file, result) !== "no" && rejectionOf(file, result) !== undefined && !isQuieted(file, result));
}

function givenByName(file: File, mapper: TSESTree.Node): PromiseAnswer {
  const node = bare(mapper);
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return "no";
  if (givesPromiseByDeclaration(file, node)) return "yes";
  const kind = types(file)?.resultOf(node);
  return kind === undefined || kind === "unknown" ? "unknown" : "no";
}
