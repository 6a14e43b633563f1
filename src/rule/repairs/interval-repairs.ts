import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { failureOf } from "../../analysis/promises/failures.js";
import type { File } from "../../analysis/file.js";
import { functionOf } from "../../analysis/functions.js";
import { bare, dressed, isFunction, type FunctionNode } from "../../analysis/nodes.js";
import type { OverlappingInterval } from "../../analysis/bounds/overlapping-intervals.js";
import { isPromise } from "../../analysis/promises/promises.js";
import type { Suggestion } from "../define-rule.js";
import { indentOf, unusedName } from "./guard-writes.js";

export const intervalSuggestions = {
  selfSchedule: "Start the next run when this one has ended.",
  addGuard: "Leave a run out while the one before is under way.",
};

type SuggestionId = keyof typeof intervalSuggestions;

/** The ways to let one run end before the next begins. */
export function intervalRepairs(file: File, overlap: OverlappingInterval): Suggestion<SuggestionId>[] {
  const body = overlap.schedule.call.parent.type === "Decorator" ? undefined : runOf(file, overlap);
  const statement = body && statementAround(overlap.schedule.call);
  if (!statement) return [];
  return [...selfScheduled(file, overlap, body, statement), ...guarded(file, overlap, body, statement)];
}

/** What one run does, as statements that wait for its end. */
interface Run {
  readonly text: string;
  /** Whether nothing it does can reject unseen. */
  readonly isCaught: boolean;
}

function runOf(file: File, { schedule, fn }: OverlappingInterval): Run | undefined {
  const callback = bare(schedule.callback);
  if (!fn || fn.params.length > 0 || fn.generator) return undefined;
  if (callback !== fn) return callback.type === "Identifier" && fn.async ? { text: `await ${callback.name}();`, isCaught: failureOf(file, fn) === undefined } : undefined;
  if (fn.type === "FunctionExpression" && fn.id) return undefined;
  const isCaught = failureOf(file, fn) === undefined;
  if (fn.async) return { text: bodyText(file, fn), isCaught };
  const only = onlyExpression(fn);
  return only && isPromise(file, only) === "yes" ? { text: `await ${file.source.getText(only)};`, isCaught } : undefined;
}

function bodyText(file: File, fn: FunctionNode): string {
  const text = file.source.getText(fn.body);
  return fn.body.type === "BlockStatement" ? text.slice(1, -1).trim() : `await ${text};`.replace("await await ", "await ");
}

/** `() => poll()`, `() => { poll().catch(report); }`, `() => void poll()` */
function onlyExpression(fn: FunctionNode): TSESTree.Node | undefined {
  const [statement, ...others] = fn.body.type === "BlockStatement" ? fn.body.body : [];
  const expression = fn.body.type !== "BlockStatement" ? fn.body : others.length === 0 && statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  const node = expression && bare(expression);
  return node?.type === "UnaryExpression" && node.operator === "void" ? bare(node.argument) : node;
}

/** The statement in a list that a call stands in, within its own function. */
function statementAround(call: TSESTree.Node): TSESTree.Node | undefined {
  const home = functionOf(call);
  for (let node: TSESTree.Node = call; node.parent && node.parent !== home; node = node.parent) {
    if (node.parent.type === "BlockStatement" || node.parent.type === "Program") return node.parent.type === "Program" && node.type.startsWith("Export") ? undefined : node;
    if (isFunction(node.parent) || node.parent.type === "PropertyDefinition") return undefined;
  }
  return undefined;
}

/** Only where nobody keeps the handle with which the timer would be stopped. */
function selfScheduled(file: File, { schedule }: OverlappingInterval, run: Run, statement: TSESTree.Node): Suggestion<SuggestionId>[] {
  const delay = schedule.call.arguments[1];
  const callee = bare(schedule.call.callee);
  const isPlain = callee.type === "Identifier" && callee.name === "setInterval" && schedule.call.arguments.length === 2;
  const name = unusedName(file, file.ast, "tick", "runNext", "nextRun");
  if (!schedule.isInterval || !isPlain || !delay || !run.isCaught || name === undefined || dressed(schedule.call).parent !== statement || statement.type !== "ExpressionStatement") return [];
  if (file.source.getCommentsInside(schedule.call).some((comment) => !isWithinCallback(comment, schedule.callback))) return [];
  const indent = indentOf(file, statement);
  const ms = file.source.getText(delay);
  const lines = [`const ${name} = async () => {`, `  try {`, `    ${run.text}`, `  } finally {`, `    setTimeout(${name}, ${ms});`, `  }`, `};`, `setTimeout(${name}, ${ms});`];
  return [{ message: "selfSchedule", fix: (fixer) => fixer.replaceText(statement, lines.join(`\n${indent}`)) }];
}

function isWithinCallback(comment: TSESTree.Comment, callback: TSESTree.Node): boolean {
  const body = isFunction(callback) ? callback.body : callback;
  return body.range[0] <= comment.range[0] && comment.range[1] <= body.range[1];
}

function guarded(file: File, { schedule }: OverlappingInterval, run: Run, statement: TSESTree.Node): Suggestion<SuggestionId>[] {
  const name = unusedName(file, file.ast, "isRunning", "isUnderWay", "runIsUnderWay");
  if (name === undefined || !keepsComments(file, schedule.callback)) return [];
  const indent = indentOf(file, statement);
  const lines = ["async () => {", `  if (${name}) return;`, `  ${name} = true;`, "  try {", `    ${run.text}`, "  } finally {", `    ${name} = false;`, "  }", "}"];
  const fix = (fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] => [fixer.insertTextBefore(statement, `let ${name} = false;\n${indent}`), fixer.replaceText(schedule.callback, lines.join(`\n${indent}`))];
  return [{ message: "addGuard", fix }];
}

/** Comments outside of the body would be lost with the head of the function. */
function keepsComments(file: File, callback: TSESTree.Node): boolean {
  return file.source.getCommentsInside(callback).every((comment) => isFunction(callback) && callback.body.type === "BlockStatement" && isWithinCallback(comment, callback));
}
