import type { TSESTree } from "@typescript-eslint/utils";
import type { Slot } from "../../knowledge/library.js";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callbackOf, callGraph, functionOf, functionsAround, isNothing, valueOf } from "../functions.js";
import { factOf, type Known } from "./libraries.js";
import { bare, descendants, dressed, isCall, isFunction, propertyName, type Call, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { literalOf, settingOf } from "../settings.js";

/** Whether something around a call gives it up in time: a race with a timer, `pTimeout(…)`, a helper that says so. */
export function isTimeLimited(file: File, node: TSESTree.Node): boolean {
  if (limiterAround(file, node) || usesOf(file, chainOf(node)).some((use) => limiterAround(file, use))) return true;
  const fn = functionOf(node);
  return fn !== undefined && isRunInTimeOnly(file, fn);
}

const endings = new Set(["destroy", "abort", "cancel", "kill", "close", "end", "disconnect", "terminate"]);

/** Whether a timer or a signal ends what a call gives: `setTimeout(() => request.destroy(), ms)`. */
export function isEndedFromOutside(file: File, node: TSESTree.Node): boolean {
  return usesOf(file, chainOf(node)).some((use) => {
    const ends = use.parent?.type === "MemberExpression" && use.parent.object === use && endings.has(propertyName(use.parent) ?? "");
    return ends && [...functionsAround(use)].some((fn) => isTimerCallback(file, fn) || isAbortListener(file, fn));
  });
}

/** `signal.addEventListener("abort", () => …)`, in place or by name. */
export function isAbortListener(file: File, fn: FunctionNode): boolean {
  const name = fn.id ?? (fn.parent.type === "VariableDeclarator" ? fn.parent.id : undefined);
  const variable = name?.type === "Identifier" ? variableOf(file, name) : undefined;
  const calls = [callbackOf(fn)?.call, ...(variable?.references ?? []).map(({ identifier }) => identifier.parent)];
  return calls.some((call) => {
    const [event] = isCall(call) ? call.arguments : [];
    return event?.type === "Literal" && event.value === "abort";
  });
}

function isTimerCallback(file: File, fn: FunctionNode): boolean {
  const callback = callbackOf(fn);
  return callback !== undefined && factOf(file, "timers", callback.call) !== undefined;
}

/** Where the value of an expression is read again: the references of the variable it is put in. */
export function usesOf(file: File, expression: TSESTree.Node): readonly TSESTree.Node[] {
  const outer = awaitedOrSelf(dressed(expression));
  const name = outer.parent?.type === "VariableDeclarator" ? outer.parent.id : outer.parent?.type === "AssignmentExpression" ? outer.parent.left : undefined;
  const variable = name?.type === "Identifier" ? variableOf(file, name) : undefined;
  return variable ? variable.references.filter((reference) => reference.isRead()).map((reference) => reference.identifier) : [];
}

/** The last name of what is called: `get` of `client.get(…)`. */
export function calleeName(call: Call): string | undefined {
  const callee = bare(call.callee);
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? propertyName(callee) : undefined;
}

function awaitedOrSelf(node: TSESTree.Node): TSESTree.Node {
  return node.parent?.type === "AwaitExpression" ? dressed(node.parent) : node;
}

/** The whole of `fetch(url).then(…).catch(…)` for its first call. */
function chainOf(node: TSESTree.Node): TSESTree.Node {
  let end = dressed(node);
  for (;;) {
    const member = end.parent;
    if (member?.type !== "MemberExpression" || member.object !== end) return end;
    const call = dressed(member).parent;
    if (call?.type !== "CallExpression" || bare(call.callee) !== member) return end;
    end = dressed(call);
  }
}

function limiterAround(file: File, node: TSESTree.Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (isCall(outer) && outer.arguments.includes(inner as never) && isTimeLimit(file, outer, inner)) return true;
    if (outer.type === "ArrayExpression" && isRace(file, outer.parent) && mayHoldTimer(file, outer, inner)) return true;
    if (isFunction(outer) && !isCall(outer.parent)) return false;
    if (outer.type.endsWith("Statement") && outer.type !== "ReturnStatement" && outer.type !== "BlockStatement" && outer.type !== "ExpressionStatement") return false;
  }
  return false;
}

/** Whether a call bounds the time of the promise or function at one of its arguments. */
export function isTimeLimit(file: File, call: Call, argument: TSESTree.Node): boolean {
  const known = factOf(file, "timeLimits", call);
  if (known) return call.arguments[known.fact.work] === argument;
  if (isFunction(argument) && isRunnerWithLimit(file, call)) return true;
  return /(?:with|in|p)?(?:timeout|time_?limit|timed|deadline)$/i.test(calleeName(call) ?? "") && !originOf(file, call.callee)?.path.endsWith(".setTimeout");
}

const limitName = /^(?:time_?out(?:_?ms|millis|milliseconds)?|deadline|expiration)$/i;

/** A queue, a retry or a policy that has a limit of its own for the functions it runs: `new PQueue({ timeout })`. The limit of a lock is one for the wait until it is held. */
function isRunnerWithLimit(file: File, call: Call): boolean {
  const lock = factOf(file, "scoped", call);
  if (lock) return (lock.fact.workLimits ?? []).some((slot) => isSet(file, lock, call, slot));
  const callee = bare(call.callee);
  const runner = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  const name = runner?.type === "Identifier" ? runner.name : runner?.type === "MemberExpression" ? propertyName(runner) : undefined;
  if (name !== undefined && /time_?out|deadline/i.test(name)) return true;
  const makers = originOf(file, callee)?.calls ?? [];
  return [...makers, call].some((maker) => maker?.arguments.some((argument) => holdsLimit(file, argument)));
}

function isSet(file: File, { origin }: Known<unknown>, call: Call, slot: Slot): boolean {
  const at = slot.client === undefined ? call : origin.calls.find((made) => made !== undefined && made !== call);
  return at === undefined || settingOf(file, at, slot).answer !== "unset";
}

function holdsLimit(file: File, argument: TSESTree.Node): boolean {
  const options = literalOf(file, argument);
  return (
    options.type === "ObjectExpression" &&
    options.properties.some((property) => property.type === "Property" && limitName.test(propertyName(property) ?? "") && !isNothing(property.value))
  );
}

function isRace(file: File, call: TSESTree.Node): boolean {
  return call.type === "CallExpression" && originOf(file, call)?.path === ".Promise.race()";
}

/** Remote calls among themselves race without an end; anything else may be what ends the race. */
function mayHoldTimer(file: File, contenders: TSESTree.ArrayExpression, own: TSESTree.Node): boolean {
  return contenders.elements.some((element) => element && element !== own && !isRemote(file, element));
}

function isRemote(file: File, expression: TSESTree.Node): boolean {
  const node = bare(expression);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const value = variable && valueOf(variable);
  const work = [...descendants(file, value ?? node, (inner) => !isFunction(inner))];
  return work.some((inner) => isCall(inner) && factOf(file, "remote", inner)) && !work.some((inner) => isCall(inner) && factOf(file, "timers", inner));
}

/** Whether every mention of a function in its file is the work of a time limit. */
function isRunInTimeOnly(file: File, fn: FunctionNode): boolean {
  const name = fn.id ?? (fn.parent.type === "VariableDeclarator" ? fn.parent.id : undefined);
  const variable = name?.type === "Identifier" ? variableOf(file, name) : undefined;
  const mentions: readonly TSESTree.Node[] = variable
    ? variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier)
    : callGraph(file).callersOf(fn);
  return mentions.length > 0 && mentions.every((mention) => limiterAround(file, mention) || usesOf(file, calledAs(mention)).some((use) => limiterAround(file, use)));
}

function calledAs(mention: TSESTree.Node): TSESTree.Node {
  const call = mention.parent;
  return chainOf(call?.type === "CallExpression" && call.callee === mention ? call : mention);
}
