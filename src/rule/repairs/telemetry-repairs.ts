import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import { bare, descendants, isWithin, shortText, type Call } from "../../analysis/nodes.js";
import type { Suggestion } from "../define-rule.js";
import { moveBefore } from "./move-statement.js";

export const couplingSuggestions = {
  recordMetricFirst: "Record `{{metric}}` before the log on line {{log}}.",
  flushSettled: "Wait for both with `Promise.allSettled`.",
};

type SuggestionId = keyof typeof couplingSuggestions;

/** Moves the metric before the log, where both are statements of one block and nothing between them matters to the metric. */
export function recordFirst(file: File, metric: TSESTree.CallExpression, log: TSESTree.Node): Suggestion<SuggestionId>[] {
  const [later, earlier] = [statementOf(metric), statementOf(log)];
  if (!later || !earlier || later === earlier || later.parent !== earlier.parent || !isBlock(later.parent)) return [];
  if (later.type !== "ExpressionStatement" || earlier.type !== "ExpressionStatement") return [];
  const body: readonly TSESTree.Statement[] = later.parent.body;
  const between = body.slice(body.indexOf(earlier), body.indexOf(later));
  if (between.some((statement) => isNeeded(file, statement, later))) return [];
  return [{ message: "recordMetricFirst", data: { metric: shortText(file, metric.callee) }, fix: moveBefore(file, later, earlier) }];
}

function isBlock(node: TSESTree.Node): node is TSESTree.BlockStatement | TSESTree.Program {
  return node.type === "BlockStatement" || node.type === "Program";
}

/** The statement that a call is all of, `await` aside. */
function statementOf(node: TSESTree.Node): TSESTree.Statement | undefined {
  let outer: TSESTree.Node = node;
  while (outer.parent && (bare(outer.parent) === bare(node) || outer.parent.type === "AwaitExpression" || outer.parent.type === "ChainExpression")) outer = outer.parent;
  return outer.parent?.type === "ExpressionStatement" ? outer.parent : undefined;
}

/** Whether a statement sets what a later one reads. */
function isNeeded(file: File, statement: TSESTree.Statement, later: TSESTree.Statement): boolean {
  return [...descendants(file, later)].some((node) => {
    const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
    return variable?.references.some((reference) => reference.isWrite() && isWithin(reference.identifier, statement)) ?? false;
  });
}

/** `Promise.all` becomes `Promise.allSettled` where nobody looks at what it gives. */
export function settleAll(call: Call): Suggestion<SuggestionId>[] {
  const callee = bare(call.callee);
  const outer = call.parent.type === "AwaitExpression" ? call.parent.parent : undefined;
  const isUnread = outer?.type === "ExpressionStatement";
  if (callee.type !== "MemberExpression" || callee.computed || !isUnread) return [];
  return [{ message: "flushSettled", fix: (fixer) => fixer.replaceText(callee.property, "allSettled") }];
}
