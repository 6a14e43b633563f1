import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { AbandonedWork } from "../../analysis/cancellation/abandoned-work.js";
import type { ArmedTimer } from "../../analysis/cancellation/armed-timers.js";
import type { File } from "../../analysis/file.js";
import { functionMeant, functionOf } from "../../analysis/functions.js";
import { descendants, dressed, isFunction, isWithin, propertyName } from "../../analysis/nodes.js";
import { callersSignal } from "../../analysis/cancellation/signal-sources.js";
import type { Suggestion } from "../define-rule.js";
import { insertSetting, preferredSlots } from "./insert-setting.js";
import { asLines, withinBraces } from "../indentation.js";
import { limitedSignal } from "./time-limit.js";

export const raceSuggestions = {
  useSignalTimeout: "Let a signal end `{{work}}` after {{ms}} ms, without the race.",
  clearTimer: "Clear the timer whatever becomes of the work.",
};

type Suggestions = readonly Suggestion<keyof typeof raceSuggestions>[];

/** Puts the work alone in the place of the race, with a signal that gives it up in time. */
export function useSignalTimeout(file: File, one: AbandonedWork): Suggestions {
  const { race, element, work, abortable } = one;
  const ms = millisecondsOf(file, one);
  if (!abortable || !ms || !isWithin(work, element) || !isWithin(element, race) || commentsAround(file, race, element)) return [];
  const signal = limitedSignal(callersSignal(file, race), ms);
  const fix = preferredSlots(file, work, abortable.slots).map((slot) => insertSetting(file, work, slot, signal)).find((insert) => insert !== undefined);
  if (!fix) return [];
  return [
    {
      message: "useSignalTimeout",
      data: { ms },
      fix: (fixer) => [
        fixer.removeRange([race.range[0], element.range[0]]),
        ...flat(fix(fixer)),
        fixer.removeRange([element.range[1], race.range[1]]),
      ],
    },
  ];
}

function flat(fixes: ReturnType<TSESLint.ReportFixFunction>): TSESLint.RuleFix[] {
  if (!fixes) return [];
  return Symbol.iterator in fixes ? [...fixes] : [fixes];
}

function commentsAround(file: File, race: TSESTree.Node, element: TSESTree.Node): boolean {
  return file.source.getCommentsInside(race).some((comment) => comment.range[0] < element.range[0] || comment.range[1] > element.range[1]);
}

/** The time after which the race gives up by rejecting, as the source writes it. */
function millisecondsOf(file: File, { race, element, limit }: AbandonedWork): string | undefined {
  if (limit) {
    const { timer, promise, made } = limit;
    if (!timer || made !== "here" || promise?.type !== "NewExpression" || !isWithin(promise, race)) return undefined;
    const list = race.arguments[0];
    const isPair = list?.type === "ArrayExpression" && list.elements.length === 2;
    return isPair && rejects(file, promise) ? textOf(file, timer.arguments[1]) : undefined;
  }
  const [, options] = race.arguments;
  if (race.arguments[0] !== element || !options || race.arguments.length > 3) return undefined;
  if (options.type !== "ObjectExpression") return textOf(file, options);
  const own = options.properties.find((property) => property.type === "Property" && /^(?:milliseconds|timeout|ms)$/.test(propertyName(property) ?? ""));
  return own?.type === "Property" ? textOf(file, own.value) : undefined;
}

function rejects(file: File, promise: TSESTree.NewExpression): boolean {
  const executor = promise.arguments[0] && functionMeant(file, promise.arguments[0]);
  const [resolve, reject] = executor?.params ?? [];
  if (!executor || reject?.type !== "Identifier") return false;
  const names = [...descendants(file, executor.body)].flatMap((node) => (node.type === "Identifier" ? [node.name] : []));
  return names.includes(reject.name) && !(resolve?.type === "Identifier" && names.includes(resolve.name));
}

function textOf(file: File, node: TSESTree.Node | undefined): string | undefined {
  if (!node) return undefined;
  const isPlain = (node.type === "Literal" && typeof node.value === "number") || node.type === "Identifier" || node.type === "MemberExpression" || node.type === "BinaryExpression";
  return isPlain ? file.source.getText(node) : undefined;
}

/** Clears a timer in a `finally`: of the statements that follow it, or of the race. */
export function clearTimer(file: File, { timer, holder, bounds }: ArmedTimer): Suggestions {
  // what others may have the handle of is not theirs to clear
  if ("promise" in bounds || (holder === undefined && dressed(timer).parent?.type === "AssignmentExpression")) return [];
  const fix = "race" in bounds ? finallyOfRace(file, timer, holder?.name, bounds.race) : finallyBehind(file, timer, holder?.name);
  return fix ? [{ message: "clearTimer", fix }] : [];
}

function finallyOfRace(file: File, timer: TSESTree.Node, name: string | undefined, race: TSESTree.Node): TSESLint.ReportFixFunction | undefined {
  if (timer.type !== "CallExpression" || timer.arguments.length < 2 || !isFunction(timer.arguments[0])) return undefined;
  const clear = (held: string): string => `.finally(() => clearTimeout(${held}))`;
  if (name !== undefined) return isVisible(timer, race) ? (fixer) => fixer.insertTextAfter(race, clear(name)) : undefined;
  const first = statementOf(timer);
  const last = statementOf(race);
  if (!first || !last || first.parent !== last.parent || isTaken(file, first)) return undefined;
  const indent = " ".repeat(first.loc.start.column);
  const type = /\.[cm]?tsx?$/.test(file.path) ? ": ReturnType<typeof setTimeout> | undefined" : "";
  const isBody = timer.parent.type === "ArrowFunctionExpression";
  return (fixer) => [
    fixer.insertTextBefore(first, `let timer${type};\n${indent}`),
    fixer.insertTextBefore(timer, isBody ? "(timer = " : "timer = "),
    ...(isBody ? [fixer.insertTextAfter(timer, ")")] : []),
    fixer.insertTextAfter(race, clear("timer")),
  ];
}

/** The variable that holds the timer is declared where the race stands. */
function isVisible(timer: TSESTree.Node, race: TSESTree.Node): boolean {
  return functionOf(timer) === functionOf(race) || dressed(timer).parent?.type === "AssignmentExpression";
}

/** The statement of the outermost function body that a node stands in, below the functions that are made in it. */
function statementOf(node: TSESTree.Node): TSESTree.Node | undefined {
  const home = functionOf(node);
  let statement = node;
  // out of an executor, and the timer's own function
  for (let outer = node.parent; outer; statement = outer, outer = outer.parent) {
    const isList = outer.type === "BlockStatement" || outer.type === "Program";
    if (isList && !(isFunction(outer.parent) && isExecutor(outer.parent))) return statement;
  }
  return home;
}

function isExecutor(fn: TSESTree.Node): boolean {
  return fn.parent?.type === "NewExpression";
}

function isTaken(file: File, statement: TSESTree.Node): boolean {
  for (let scope: TSESLint.Scope.Scope | null = file.source.getScope(statement); scope; scope = scope.upper) if (scope.set.has("timer")) return true;
  return false;
}

/** `const timer = setTimeout(…); try { … } finally { clearTimeout(timer); }` around what follows in the block. */
function finallyBehind(file: File, timer: TSESTree.Node, name: string | undefined): TSESLint.ReportFixFunction | undefined {
  const statement = statementOf(timer);
  const block = statement?.parent;
  if (!statement || block?.type !== "BlockStatement") return undefined;
  const isDeclared = statement.type === "VariableDeclaration" && name !== undefined;
  const isBare = statement.type === "ExpressionStatement" && statement.expression === timer && name === undefined && !isTaken(file, statement);
  const rest = block.body.slice(block.body.indexOf(statement as TSESTree.Statement) + 1);
  const [first, last] = [rest[0], rest.at(-1)];
  if (!first || !last || !(isDeclared || isBare)) return undefined;
  const held = name ?? "timer";
  const done = rest.filter((one) => isClearing(one, held));
  const indent = " ".repeat(statement.loc.start.column);
  const isOfManyLines = statement.loc.end.line < first.loc.start.line && file.source.getCommentsBefore(first).length === 0;
  // the first stands behind the `try`, and what follows a clearing takes the place of that
  const deeper = rest.flatMap((one, index) => (done.includes(one) ? [] : (index > 0 && !done.includes(rest[index - 1] as TSESTree.Statement) ? asLines : withinBraces)(file, [one])));
  return (fixer) => [
    ...(isBare ? [fixer.insertTextBefore(statement, "const timer = ")] : []),
    ...(first === done[0] && rest.length === 1 ? [] : [fixer.insertTextBefore(first, `try {\n${indent}`), ...(isOfManyLines ? deeper : [])]),
    ...done.filter((one) => one !== last).map((one) => fixer.removeRange([one.range[0], nextStart(file, one)])),
    last === done.at(-1)
      ? fixer.replaceText(last, `} finally {\n${indent}  clearTimeout(${held});\n${indent}}`)
      : fixer.insertTextAfter(file.source.getLastToken(last) ?? last, `\n${indent}} finally {\n${indent}  clearTimeout(${held});\n${indent}}`),
  ];
}

function isClearing(statement: TSESTree.Statement, name: string): boolean {
  if (statement.type !== "ExpressionStatement" || statement.expression.type !== "CallExpression") return false;
  const { callee, arguments: [held] } = statement.expression;
  return callee.type === "Identifier" && callee.name === "clearTimeout" && held?.type === "Identifier" && held.name === name;
}

function nextStart(file: File, node: TSESTree.Node): number {
  return file.source.getTokenAfter(node, { includeComments: true })?.range[0] ?? node.range[1];
}
