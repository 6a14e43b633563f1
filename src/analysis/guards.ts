import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "./places/bindings.js";
import { decisionsBefore } from "./decisions.js";
import type { File } from "./file.js";
import { calleeOf, functionsAround } from "./functions.js";
import { normalised, perLibraries } from "./libraries/libraries.js";
import { bare, descendants, isCall, isFunction, isWithin, ownNodes, propertyName, type FunctionNode } from "./nodes.js";
import { originOf } from "./origin.js";
import { placeOf } from "./places/places.js";
import { callPathOf } from "./spelling.js";

/** Why an interleaving cannot do harm. */
export type Guard = "token" | "flag" | "abort" | "timer";

/**
 * Whether something between the suspension and a step looks whether the step is still wanted: a sequence token,
 * a cancel flag, `signal.aborted`, or the condition read again.
 *
 * @param run the function whose runs may overlap; what it declares belongs to one run.
 */
export function checkBefore(file: File, step: TSESTree.Node, run: FunctionNode): Guard | undefined {
  for (const test of testsBefore(step, run)) {
    const guard = guardIn(file, test, run);
    if (guard) return guard;
  }
  return undefined;
}

/** What is asked on the way to a step, within the callbacks of one run: the conditions of branches and early exits, and calls that may throw. */
export function* testsBefore(step: TSESTree.Node, run: FunctionNode): Generator<TSESTree.Node> {
  for (const { test, as } of decisionsBefore(step, run)) if (as === "branch" || as === "exit") yield test;
  let inner = step;
  for (let outer = step.parent; outer && inner !== run; inner = outer, outer = outer.parent) {
    if (outer.type !== "BlockStatement") continue;
    for (const statement of outer.body) {
      if (statement.range[0] >= inner.range[0]) break;
      if (statement.type === "ExpressionStatement" && isCall(bare(statement.expression))) yield statement.expression;
    }
  }
}

/** What a condition looks at that tells a run whether it is still wanted. */
export function guardIn(file: File, test: TSESTree.Node, run: FunctionNode): Guard | undefined {
  for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
    const asked = node.type === "CallExpression" && test.parent?.type !== "ExpressionStatement" ? askedIn(file, node, run) : undefined;
    if (asked) return asked;
    if (node.type === "MemberExpression" && (propertyName(node) === "aborted" || propertyName(node) === "throwIfAborted")) return "abort";
    if (isCall(test) || bare(test).type === "CallExpression") continue;
    if (node.type === "BinaryExpression" && comparesWithShared(file, node, run)) return "token";
    if (node.type === "Identifier" && isFlag(file, node)) return "flag";
    if (node.type === "MemberExpression" && placeOf(file, node)?.root === "this" && node.parent.type !== "CallExpression") return "flag";
    if (node.type === "MemberExpression" && propertyName(node) === "current") return "flag";
  }
  return undefined;
}

/** `isStale()`: what a function of the file asks, of which nothing else comes. */
function askedIn(file: File, call: TSESTree.CallExpression, run: FunctionNode): Guard | undefined {
  const fn = calleeOf(file, call);
  const answer = fn && (fn.body.type === "BlockStatement" ? onlyReturned(fn.body) : fn.body);
  return answer && !fn.async && !isWithin(call, fn) ? guardIn(file, answer, run) : undefined;
}

function onlyReturned({ body: [only, more] }: TSESTree.BlockStatement): TSESTree.Node | undefined {
  return only?.type === "ReturnStatement" && !more ? (only.argument ?? undefined) : undefined;
}

/** `seq === this.seq`: something that this run remembers against something that outlives it. */
function comparesWithShared(file: File, node: TSESTree.BinaryExpression, run: FunctionNode): boolean {
  if (!/^[=!]==?$|^[<>]=?$/.test(node.operator)) return false;
  const sides = [node.left, node.right].map((side) => placeOf(file, side));
  const isOutside = (place: (typeof sides)[number]): boolean => place !== undefined && (typeof place.root === "string" || !isWithin(place.root.defs[0]?.name ?? run.body, run));
  return sides.filter(isOutside).length === 1 && sides.every((place) => place !== undefined);
}

/** A variable that is read here and set by someone else: `stale`, `cancelled`, `mounted`. */
export function isFlag(file: File, node: TSESTree.Identifier): boolean {
  if (node.parent.type === "MemberExpression" && node.parent.object !== node) return false;
  const variable = variableOf(file, node);
  if (!variable || variable.defs[0]?.type === "Parameter") return false;
  const home = [...functionsAround(node)][0];
  return variable.references.some((reference) => reference.isWrite() && !reference.init && [...functionsAround(reference.identifier)][0] !== home);
}

/** Whether a function ends its earlier run before it starts a new one: it clears the timer, or aborts the controller. */
export function endsEarlierRun(file: File, run: FunctionNode, before: TSESTree.Node): Guard | undefined {
  for (const node of ownNodes(file, run.body)) {
    if (node.range[0] >= before.range[0]) return undefined;
    if (node.type !== "CallExpression") continue;
    const ended = endedBy(file, node) ?? endedIn(file, node);
    if (ended) return ended;
  }
  return undefined;
}

function endedBy(file: File, node: TSESTree.CallExpression): Guard | undefined {
  const callee = bare(node.callee);
  if (callee.type === "MemberExpression" && (propertyName(callee) === "abort" || propertyName(callee) === "cancel") && placeOf(file, callee.object)) return "abort";
  return isStopper(file, node) ? "timer" : undefined;
}

/** `this.stop();`: a function of the file does it. */
function endedIn(file: File, node: TSESTree.CallExpression): Guard | undefined {
  const stop = node.parent.type === "ExpressionStatement" ? calleeOf(file, node) : undefined;
  if (!stop || stop.async || stop.generator) return undefined;
  for (const inner of ownNodes(file, stop.body)) {
    const ended = inner.type === "CallExpression" ? endedBy(file, inner) : undefined;
    if (ended) return ended;
  }
  return undefined;
}

/** `clearTimeout(this.timer)`: stops a timer that an earlier run left in a place. */
export function isStopper(file: File, node: TSESTree.CallExpression): boolean {
  const argument = node.arguments[0];
  const origin = originOf(file, node);
  return argument !== undefined && origin !== undefined && isKept(file, argument) && stoppers(file).has(normalised(file, origin).path);
}

/** `this.timer`, `this.timers.get(key)` */
function isKept(file: File, handle: TSESTree.Node): boolean {
  const node = bare(handle);
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  return placeOf(file, callee?.type === "MemberExpression" && propertyName(callee) === "get" ? callee.object : node) !== undefined;
}

/** What stops timers. */
const stoppers = perLibraries((libraries): ReadonlySet<string> => {
  const spellings = libraries.flatMap((library) => (library.timers ?? []).flatMap(({ stoppedBy }) => stoppedBy.map((spelling) => callPathOf(spelling, library.default))));
  return new Set(spellings);
});
