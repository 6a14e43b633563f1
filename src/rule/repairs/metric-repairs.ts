import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../../analysis/places/bindings.js";
import type { File } from "../../analysis/file.js";
import { isNameOnly } from "../../analysis/places/feeding.js";
import type { MetricCall } from "../../analysis/observability/metric-calls.js";
import { bare, descendants, isFunction, isWithin } from "../../analysis/nodes.js";
import type { OpenTimer } from "../../analysis/observability/open-timers.js";
import type { UncountedFailure } from "../../analysis/observability/success-counts.js";
import type { Suggestion } from "../define-rule.js";
import { indented } from "../indentation.js";

export const metricSuggestions = {
  countFailure: "Count the failure with `{{count}}`.",
  stopTimerInFinally: "Stop it in `finally`.",
};

type SuggestionId = keyof typeof metricSuggestions;

const opposites: Readonly<Record<string, string>> = {
  ok: "failed",
  success: "failure",
  successes: "failures",
  succeeded: "failed",
  successful: "failed",
  completed: "failed",
  done: "failed",
};

/** Counts the failure where it is caught, or catches it to count it and throws it on. */
export function countFailureOf(file: File, { success, at }: UncountedFailure): Suggestion<SuggestionId>[] {
  const count = failureCount(file, success);
  if (count === undefined) return [];
  const suggest = (fix: Suggestion["fix"]): Suggestion<SuggestionId>[] => [{ message: "countFailure", data: { count: count.replaceAll("`", "'") }, fix }];
  if (at.type === "IfStatement" || isFunction(at)) return [];
  if (at.type === "CatchClause") {
    const open = file.source.getFirstToken(at.body);
    if (!open || !canRead(file, success.node, at.body)) return [];
    return suggest((fixer) => fixer.insertTextAfter(open, `${lineBreak(at.body.body[0], open)}${count};`));
  }
  const stretch = stretchFrom(at, success.node);
  if (!stretch || !canRead(file, success.node, stretch.first)) return [];
  const indent = stretch.first.loc.start.line === stretch.last.loc.end.line ? " " : `\n${" ".repeat(stretch.first.loc.start.column)}`;
  const inner = indent === " " ? " " : `${indent}  `;
  return suggest((fixer) => [
    fixer.insertTextBefore(stretch.first, `try {${inner}`),
    ...indented(file, stretch.first.loc.start.line + 1, stretch.last.loc.end.line),
    fixer.insertTextAfter(stretch.last, `${indent}} catch (error) {${inner}${count};${inner}throw error;${indent}}`),
  ]);
}

function lineBreak(first: TSESTree.Node | undefined, open: TSESTree.Token): string {
  return first && first.loc.start.line > open.loc.end.line ? `\n${" ".repeat(first.loc.start.column)}` : " ";
}

/** The success counter with the opposite word, where a text says so. */
function failureCount(file: File, success: MetricCall): string | undefined {
  // in a function of its own it is called by no name that can be turned round
  if (!isWithin(success.named, success.node)) return undefined;
  const word = /(?<![a-z])(?:ok|successes|success|succeeded|successful|completed|done)(?![a-z])/i;
  const label = success.labels.find(({ says }) => says === true || (typeof says === "string" && opposites[says] !== undefined))?.value;
  const name = success.node.arguments[0] && bare(success.node.arguments[0]);
  const target = label ?? (name?.type === "Literal" && word.test(String(name.value)) ? name : undefined);
  if (target?.type !== "Literal") return undefined;
  const text = target.value === true ? "false" : target.raw.replace(word, (found) => opposites[found.toLowerCase()] ?? found);
  const whole = file.source.getText(success.node);
  const start = target.range[0] - success.node.range[0];
  return whole.slice(0, start) + text + whole.slice(start + target.raw.length);
}

/** Whether everything that a call reads is there at another place. */
function canRead(file: File, call: TSESTree.Node, at: TSESTree.Node): boolean {
  return [...descendants(file, call)].every((node) => {
    const variable = node.type === "Identifier" && !isNameOnly(node) ? variableOf(file, node) : undefined;
    const [name] = variable?.identifiers ?? [];
    return !variable || !name || (isWithin(at, variable.scope.block) && (name.range[0] < at.range[0] || variable.scope.block.type === "Program"));
  });
}

interface Stretch {
  readonly first: TSESTree.Statement;
  readonly last: TSESTree.Statement;
}

/** From the statement of the work to the end of its block, where nothing after the success can fail. */
function stretchFrom(work: TSESTree.Node, success: TSESTree.Node): Stretch | undefined {
  const [first, counted] = [statementOf(work), statementOf(success)];
  if (!first || !counted || first.parent !== counted.parent || first.parent.type !== "BlockStatement" || !isFunction(first.parent.parent)) return undefined;
  const body = first.parent.body;
  const after = body.slice(body.indexOf(counted) + 1);
  const isPlain = after.every((statement) => statement.type === "ReturnStatement" && (!statement.argument || /^(?:Identifier|Literal|MemberExpression)$/.test(statement.argument.type)));
  const last = body.at(-1);
  return isPlain && last ? { first, last } : undefined;
}

function statementOf(node: TSESTree.Node): TSESTree.Statement | undefined {
  for (let inner = node, outer = node.parent; outer && !isFunction(inner); inner = outer, outer = outer.parent) {
    if (outer.type === "BlockStatement") return inner as TSESTree.Statement;
  }
  return undefined;
}

/** Puts the rest of the block into a `try` that stops the timer in `finally`. */
export function stopInFinally(file: File, { start, stop }: OpenTimer): Suggestion<SuggestionId>[] {
  const [first, last] = [statementOf(start.node), statementOf(stop)];
  if (!first || last?.type !== "ExpressionStatement" || first.parent !== last.parent || first.parent.type !== "BlockStatement" || bare(last.expression) !== stop) return [];
  const { body } = first.parent;
  const rest = body.slice(body.indexOf(first) + 1);
  const [head, tail] = [rest[0], rest.at(-1)];
  const lines = new Set(rest.map(({ loc }) => loc.start.line));
  if (!head || !tail || head === last || !canRead(file, stop, head)) return [];
  const indent = lines.size === 1 ? " " : `\n${" ".repeat(head.loc.start.column)}`;
  const inner = indent === " " ? " " : `${indent}  `;
  const before = file.source.getTokenBefore(last, { includeComments: true });
  const text = file.source.getText(last);
  const end = ` finally {${inner}${text}${indent}}`;
  const from = before?.range[1] ?? last.range[0];
  return [
    {
      message: "stopTimerInFinally",
      fix: (fixer) => [
        fixer.insertTextBefore(head, `try {${inner}`),
        ...indented(file, head.loc.start.line + 1, tail.loc.end.line, [from, last.range[1]]),
        fixer.removeRange([from, last.range[1]]),
        fixer.insertTextAfter(tail, `${indent}}${end}`),
      ],
    },
  ];
}
