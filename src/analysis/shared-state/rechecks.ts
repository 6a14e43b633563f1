import type { TSESTree } from "@typescript-eslint/utils";
import { decisionsBefore, isExit } from "../decisions.js";
import { isSameOrElement } from "../exclusions.js";
import type { File } from "../file.js";
import { guardIn } from "../guards.js";
import { bare, isFunction, isWithin, ownNodes, propertyName, type FunctionNode } from "../nodes.js";
import type { Place } from "../places/places.js";
import { toldDecisionsBefore } from "./told-decisions.js";
import { readsBehind } from "../places/looks.js";

/** Whether a step looks, after control was given away, whether it is still wanted: at the place itself, a token, a flag or a signal. */
export function isRechecked(file: File, step: TSESTree.Node, suspension: TSESTree.Node, place: Place, run: FunctionNode): boolean {
  for (const { test } of decisionsBefore(step, run)) {
    const isLater = test.range[0] > suspension.range[0] && !isWithin(suspension, test);
    if (isLater && (looksAt(file, test, place, suspension) || guardIn(file, test, run))) return true;
  }
  for (const { decision, at } of toldDecisionsBefore(file, step, run)) {
    if (at.range[0] > suspension.range[0] && !isWithin(suspension, at) && [...readsBehind(file, decision.test)].some((read) => isSameOrElement(read.place, place))) return true;
  }
  return leavesAfterWait(file, suspension, place, step) || throwsIfAborted(file, step, suspension, run);
}

/** `if (lazy) { await load(); if (this.running) return; } this.running = true;`: on the way on which it waits, the step is looked at again. */
function leavesAfterWait(file: File, suspension: TSESTree.Node, place: Place, step: TSESTree.Node): boolean {
  for (let inner = suspension, outer = suspension.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (isWithin(step, outer)) return false;
    const later = outer.type === "BlockStatement" ? outer.body.filter(({ range }) => range[0] >= inner.range[1]) : [];
    if (later.some((one) => one.type === "IfStatement" && isExit(one.consequent) && looksAt(file, one.test, place, suspension))) return true;
  }
  return false;
}

function looksAt(file: File, test: TSESTree.Node, place: Place, suspension: TSESTree.Node): boolean {
  return [...readsBehind(file, test)].some((read) => read.node.range[0] > suspension.range[0] && isSameOrElement(read.place, place));
}

/** `signal.throwIfAborted()` between the two. */
function throwsIfAborted(file: File, step: TSESTree.Node, suspension: TSESTree.Node, run: FunctionNode): boolean {
  return [...ownNodes(file, run.body)].some((node) => {
    const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
    return callee?.type === "MemberExpression" && propertyName(callee) === "throwIfAborted" && node.range[0] > suspension.range[0] && node.range[1] <= step.range[0];
  });
}
