import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../places/bindings.js";
import { isNameOnly } from "../places/feeding.js";
import type { File } from "../file.js";
import { calleeOf, functionMeant } from "../functions.js";
import { factOf } from "../libraries/libraries.js";
import { bare, descendants, isFunction, isLoop, isWithin, ownNodes, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { isPauseName } from "../libraries/pause-names.js";
import { promiseMadeBy } from "../promises/executors.js";
import { returnedBy } from "../promises/promises.js";
import type { Retry } from "./retry.js";
import { literalOf } from "../settings.js";
import { calleeName } from "../libraries/time-limits.js";

/** A pause between two tries. */
export interface Sleep {
  readonly call: TSESTree.CallExpression;
  /** How long it is; `undefined` where that stands elsewhere. */
  readonly delay: TSESTree.Node | undefined;
  /** The function whose parameters the delay is told by, where the pause is a function of this file. */
  readonly helper?: { readonly fn: FunctionNode; readonly call: TSESTree.CallExpression };
}

/**
 * How a pause behaves from try to try: always the same, growing and the same for everybody, or spread by chance.
 * `unknown` where it comes from elsewhere, as from the peer's `Retry-After`.
 */
export type DelayKind = "none" | "fixed" | "growing" | "spread" | "unknown";

/** The pauses of a retry, in source order. */
export function sleepsOf(file: File, retry: Retry): readonly Sleep[] {
  const found: Sleep[] = [];
  for (const node of descendants(file, retry.whole, (inner) => !isFunction(inner) || isPartOf(file, inner, retry))) {
    const sleep = node.type === "CallExpression" ? sleepAt(file, node, retry) : undefined;
    if (sleep && retry.form !== "reconnect" && isWithin(node, retry.tried) && node.range[0] > retry.work.range[0]) continue;
    if (sleep && !found.some(({ call }) => isWithin(sleep.call, call))) found.push(sleep);
  }
  return found;
}

/** The executor of a promise, and the functions that the next try is in or after. */
function isPartOf(file: File, fn: FunctionNode, { node, trigger }: Retry): boolean {
  if (promiseMadeBy(file, fn) || trigger === fn || isWithin(node, fn)) return true;
  return fn.parent.type === "CallExpression" && bare(fn.parent.callee) === fn;
}

function sleepAt(file: File, call: TSESTree.CallExpression, retry: Retry): Sleep | undefined {
  const timer = factOf(file, "timers", call)?.fact;
  if (timer) {
    if (timer.repeats || timer.delay === null || (timer.callback !== null && !leadsOn(file, call.arguments[timer.callback], retry))) return undefined;
    return { call, delay: call.arguments[timer.delay] };
  }
  const fn = calleeOf(file, call);
  if (fn && fn !== retry.whole && isWaited(call)) {
    const inner = sleepIn(file, fn);
    if (inner) return pauseBy(file, call, fn, inner.arguments[delayOf(file, inner)] ?? inner);
  }
  if (!isPauseName(calleeName(call) ?? "") || (fn && fn === retry.whole) || !isWaited(call)) return undefined;
  const delay = call.arguments[calleeName(call) === "setTimeout" && call.arguments.length > 1 ? 1 : 0];
  return { call, delay: isCount(delay) ? undefined : delay };
}

/** A pause that is a function of this file: its own time, or the one that it is given. */
function pauseBy(file: File, call: TSESTree.CallExpression, fn: FunctionNode, delay: TSESTree.Node): Sleep {
  const name = bare(delay);
  const variable = name.type === "Identifier" ? variableOf(file, name) : undefined;
  const index = fn.params.findIndex((parameter) => variable?.defs[0]?.name === parameter);
  return index >= 0 && call.arguments[index] ? { call, delay: call.arguments[index] } : { call, delay, helper: { fn, call } };
}

/** `backoff.wait(attempt)` is told the number of the try, and knows the time itself. */
function isCount(given: TSESTree.Node | undefined): boolean {
  const node = given && bare(given);
  if (node?.type === "UpdateExpression") return true;
  return node?.type === "Identifier" && /attempt|tries|retr(?:y|ies)$|count|^[in]$/i.test(node.name);
}

function delayOf(file: File, timer: TSESTree.CallExpression): number {
  return factOf(file, "timers", timer)?.fact.delay ?? 0;
}

/** Whether a timer only lets the code go on, or starts the next try; not one that gives up what is running. */
function leadsOn(file: File, callback: TSESTree.Node | undefined, retry: Retry): boolean {
  if (!callback) return false;
  const node = bare(callback);
  if (isWithin(retry.node, node)) return true;
  if (retry.node.type === "CallExpression" && callback.parent === retry.node) return true;
  const settles = isFunction(node) ? calledIn(node) : node.type === "Identifier" ? node : undefined;
  const variable = settles && variableOf(file, settles);
  const definition = variable?.defs[0];
  return definition?.type === "Parameter" && isFunction(definition.node) && promiseMadeBy(file, definition.node) !== undefined && definition.node.params[0] === definition.name;
}

/** `() => resolve()`, `() => { resolve(); }` */
function calledIn({ body }: FunctionNode): TSESTree.Identifier | undefined {
  const last = body.type === "BlockStatement" ? body.body.at(-1) : body;
  const call = last?.type === "ExpressionStatement" ? last.expression : last;
  return call?.type === "CallExpression" && call.callee.type === "Identifier" ? call.callee : undefined;
}

function isWaited(call: TSESTree.CallExpression): boolean {
  for (let outer = call.parent as TSESTree.Node | undefined; outer; outer = outer.parent) {
    if (outer.type === "AwaitExpression" || outer.type === "ReturnStatement" || outer.type === "ArrowFunctionExpression" || outer.type === "YieldExpression") return true;
    if (outer.type !== "CallExpression" && outer.type !== "MemberExpression" && outer.type !== "ArrayExpression" && outer.type !== "ChainExpression") return false;
  }
  return false;
}

/** The timer in a function of this file that lets its promise come true. */
function sleepIn(file: File, fn: FunctionNode): TSESTree.CallExpression | undefined {
  const retry = { node: fn as unknown as Retry["node"], whole: fn } as unknown as Retry;
  for (const node of descendants(file, fn.body, (inner) => !isFunction(inner) || promiseMadeBy(file, inner) !== undefined)) {
    if (node.type !== "CallExpression") continue;
    if (isPauseByName(node) && calleeOf(file, node) !== fn) return node;
    const timer = factOf(file, "timers", node)?.fact;
    if (timer && !timer.repeats && timer.delay !== null && (timer.callback === null || leadsOn(file, node.arguments[timer.callback], retry))) return node;
  }
  return undefined;
}

/** `sleep(100 * 2 ** attempt)`; not `socket.setTimeout(ms)`, which bounds something else. */
function isPauseByName(call: TSESTree.CallExpression): boolean {
  const name = calleeName(call) ?? "";
  return isPauseName(name) && !/timeout/i.test(name) && call.arguments.length === 1 && isWaited(call);
}

/** How a pause behaves from try to try. */
export function delayKind(file: File, retry: Retry, sleep: Sleep): DelayKind {
  if (!sleep.delay) return "unknown";
  const found = new DelayReader(file, retry, sleep).read(sleep.delay);
  if (found.unknown) return "unknown";
  if (found.spread) return "spread";
  if (found.grows) return "growing";
  const value = bare(sleep.delay);
  return value.type === "Literal" && Number(value.value) <= 1 ? "none" : "fixed";
}

interface Found {
  unknown: boolean;
  spread: boolean;
  grows: boolean;
}

const pure = new Set(["Math", "Number", "parseInt", "parseFloat", "BigInt"]);

class DelayReader {
  readonly #found: Found = { unknown: false, spread: false, grows: false };
  readonly #seen = new Set<unknown>();

  constructor(
    readonly file: File,
    readonly retry: Retry,
    readonly sleep: Sleep,
  ) {}

  read(delay: TSESTree.Node): Found {
    const text = this.file.source.getText(delay);
    if (/retry[-_]?after|rate.?limit|reset/i.test(text)) this.#found.unknown = true;
    if (isByChance(this.file, delay)) this.#found.spread = true;
    for (const node of descendants(this.file, delay, (inner) => !isFunction(inner))) {
      if (node.type === "Identifier" && !isNameOnly(node)) this.#name(node);
      else if (node.type === "MemberExpression") this.#member(node);
      else if (node.type === "CallExpression") this.#call(node);
      else if (node.type === "UpdateExpression") this.#found.grows = true;
      else if (node.type === "AwaitExpression") this.#found.unknown = true;
    }
    return this.#found;
  }

  #name(name: TSESTree.Identifier): void {
    const variable = variableOf(this.file, name);
    if (!variable || this.#seen.has(variable)) return;
    this.#seen.add(variable);
    const { helper } = this.sleep;
    const definition = variable.defs[0];
    if (helper && definition?.type === "Parameter" && definition.node === helper.fn) {
      const index = helper.fn.params.findIndex((parameter) => isWithin(definition.name, parameter));
      const given = helper.call.arguments[index];
      if (given) this.read(given);
      return;
    }
    if (definition?.type === "Parameter" && isFunction(definition.node) && definition.node === this.retry.whole) this.#parameter(variable, definition.node);
    this.#writes(variable);
  }

  /** A parameter that the function gives itself anew. */
  #parameter(variable: Variable, fn: FunctionNode): void {
    const { node } = this.retry;
    const index = fn.params.findIndex((parameter) => isWithin(variable.identifiers[0] ?? fn, parameter));
    const given = !isLoop(node) ? node.arguments[index] : undefined;
    if (given && bare(given).type !== "Identifier") this.#found.grows = true;
  }

  #writes(variable: Variable): void {
    const { whole } = this.retry;
    for (const reference of variable.references) {
      if (!reference.isWrite()) continue;
      const value = reference.writeExpr;
      const { parent } = reference.identifier;
      const isStep = parent.type === "UpdateExpression" || (parent.type === "AssignmentExpression" && parent.operator !== "=");
      const isElement = reference.identifier.parent.parent?.parent?.type === "ForOfStatement";
      if (isWithin(reference.identifier, whole) && (isStep || isElement || (value && mentions(this.file, value, variable)))) this.#found.grows = true;
      if (isElement) this.#list(reference.identifier.parent.parent?.parent as TSESTree.ForOfStatement);
      else if (value) this.read(value);
    }
  }

  /** `for (const pause of pauses(policy))`: what a function of this file yields or gives. */
  #list({ right }: TSESTree.ForOfStatement): void {
    const list = literalOf(this.file, right);
    if (isByChance(this.file, list)) this.#found.spread = true;
    const fn = list.type === "CallExpression" ? functionMeant(this.file, list.callee) : undefined;
    if (!fn || this.#seen.has(fn)) return;
    this.#seen.add(fn);
    for (const result of given(this.file, fn)) this.read(result);
  }

  #member(node: TSESTree.MemberExpression): void {
    if (node.object.type === "ThisExpression" && this.#isWritten(node)) this.#found.grows = true;
  }

  #isWritten(member: TSESTree.MemberExpression): boolean {
    const text = this.file.source.getText(member);
    for (const node of descendants(this.file, this.retry.whole)) {
      const target = node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" ? node.argument : undefined;
      if (target?.type === "MemberExpression" && this.file.source.getText(target) === text) return true;
    }
    return false;
  }

  #call(call: TSESTree.CallExpression): void {
    const origin = originOf(this.file, call);
    const callee = bare(call.callee);
    const root = callee.type === "MemberExpression" && callee.object.type === "Identifier" ? callee.object.name : callee.type === "Identifier" ? callee.name : "";
    if (/random/i.test(calleeName(call) ?? "") || origin?.module === "crypto") this.#found.spread = true;
    else if (!pure.has(root)) this.#result(call);
  }

  #result(call: TSESTree.CallExpression): void {
    const fn = functionMeant(this.file, call.callee);
    if (!fn || this.#seen.has(fn)) {
      this.#found.unknown = true;
      return;
    }
    this.#seen.add(fn);
    for (const result of given(this.file, fn)) this.read(result);
    // the counter is handed over
    if (call.arguments.length > 0 && call.arguments.some((argument) => isCounting(this.file, argument, this.retry))) this.#found.grows = true;
  }
}

function isByChance(file: File, expression: TSESTree.Node): boolean {
  return /jitter|random|spread/i.test(file.source.getText(expression));
}

/** What a function returns or, as a generator, yields. */
function given(file: File, fn: FunctionNode): readonly TSESTree.Node[] {
  const yielded = fn.generator ? [...ownNodes(file, fn.body)].flatMap((node) => (node.type === "YieldExpression" ? (node.argument ?? []) : [])) : [];
  return [...yielded, ...returnedBy(file, fn)];
}

function isCounting(file: File, argument: TSESTree.Node, { whole }: Retry): boolean {
  return [...descendants(file, argument)].some((node) => {
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    return variable?.references.some((reference) => reference.isWrite() && isWithin(reference.identifier, whole) && !reference.init) ?? false;
  });
}

function mentions(file: File, expression: TSESTree.Node, variable: Variable): boolean {
  return [...descendants(file, expression)].some((node) => node.type === "Identifier" && variableOf(file, node) === variable);
}

