import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { variableOf } from "../../analysis/places/bindings.js";
import { functionOf } from "../../analysis/functions.js";
import type { StuckMark } from "../../analysis/locks/hand-made-locks.js";
import { bare, isFunction, isWithin, ownNodes, shortText } from "../../analysis/nodes.js";
import type { Unreleased } from "../../analysis/locks/unreleased.js";
import { indentOf } from "./guard-writes.js";
import type { Suggestion } from "../define-rule.js";
import { asLines, startOf, withinBraces } from "../indentation.js";

export const lockSuggestions = {
  wrapInFinally: "Move `{{release}}` into a `finally`.",
  useRunExclusive: "Let `{{method}}` take and release the lock.",
};

type Offered = Suggestion<keyof typeof lockSuggestions>[];

/** The ways to give back what is taken on every path. */
export function releaseEverywhere(file: File, { taken, calls }: Unreleased): Offered {
  const [call] = calls;
  if (!call || calls.length > 1 || !taken.statement) return [];
  const section = sectionOf(taken.statement, statementOf(call));
  if (!section) return [];
  const finallyIt = wrapInFinally(file, section);
  const scoped = taken.fact.scoped?.[0];
  const method = scoped?.slice(scoped.lastIndexOf(".") + 1);
  const isScopable = method !== undefined && taken.fact.scopedArgument === 0 && taken.node.arguments.length === 0;
  return [...finallyIt, ...(isScopable ? runScoped(file, section, taken.node, method) : [])];
}

/** Takes a mark back on every path. */
export function resetEverywhere(file: File, { raise, reset }: StuckMark): Offered {
  const start = statementOf(raise.node);
  const section = start && raise.fn === reset.fn ? sectionOf(start, statementOf(reset.node)) : undefined;
  return section ? wrapInFinally(file, section) : [];
}

/** A stretch of statements between what takes something and what gives it back. */
interface Section {
  readonly list: readonly TSESTree.Node[];
  /** Where in the list it is taken. */
  readonly from: number;
  /** Where in the list it is given back: that statement, or the `try` whose `finally` does so. */
  readonly to: number;
  readonly release: TSESTree.Statement;
  readonly around: TSESTree.TryStatement | undefined;
}

function statementOf(call: TSESTree.Node): TSESTree.Statement | undefined {
  const whole = call.parent?.type === "AwaitExpression" || call.parent?.type === "ChainExpression" ? call.parent : call;
  const outer = whole.parent?.type === "AwaitExpression" ? whole.parent : whole;
  return outer.parent?.type === "ExpressionStatement" ? outer.parent : undefined;
}

function sectionOf(start: TSESTree.Statement, release: TSESTree.Statement | undefined): Section | undefined {
  const { parent } = start;
  if (!release || (parent.type !== "BlockStatement" && parent.type !== "Program")) return undefined;
  const list: readonly TSESTree.Node[] = parent.body;
  const from = list.indexOf(start);
  const to = list.findIndex((statement) => isWithin(release, statement));
  const last = list[to];
  if (!last || to < from + 2) return undefined;
  if (last === release) return { list, from, to, release, around: undefined };
  const isFinal = last.type === "TryStatement" && last.finalizer !== null && release.parent === last.finalizer;
  return isFinal ? { list, from, to, release, around: last } : undefined;
}

function wrapInFinally(file: File, section: Section): Offered {
  const edits = section.around ? movedUp(file, section, section.around) : wrapped(file, section);
  const text = shortText(file, section.release);
  return edits ? [{ message: "wrapInFinally", data: { release: text }, fix: edits }] : [];
}

/** The `try` begins right after what takes it. */
function movedUp(file: File, { list, from, to }: Section, around: TSESTree.TryStatement): TSESLint.ReportFixFunction | undefined {
  const first = list[from + 1];
  const before = list.slice(from + 1, to);
  const open = file.source.getFirstToken(around.block);
  if (!first || !open || isUsedIn(file, before, list.slice(to + 1)) || namesIn(file, before, around)) return undefined;
  const range: TSESTree.Range = [around.range[0], open.range[1]];
  if (file.source.getCommentsInside(around).some((comment) => comment.range[0] < open.range[1])) return undefined;
  const indent = indentOf(file, around);
  const isOnOneLine = around.loc.start.line === around.block.loc.end.line;
  const next = around.block.body[0];
  const end = next && !isOnOneLine && next.loc.start.line > around.loc.start.line ? next.range[0] - next.loc.start.column : range[1];
  return (fixer) => [
    fixer.insertTextBeforeRange([startOf(file, first), 0], isOnOneLine ? "try { " : `try {\n${indent}`),
    ...(isOnOneLine ? [] : withinBraces(file, before)),
    fixer.removeRange([isOnOneLine ? range[0] : range[0] - around.loc.start.column, end]),
  ];
}

/** What a `catch` or a `finally` of the `try` reads does not stand inside of it. */
function namesIn(file: File, statements: readonly TSESTree.Node[], { handler, finalizer }: TSESTree.TryStatement): boolean {
  return isUsedIn(file, statements, [handler, finalizer].filter((part) => part !== null));
}

function wrapped(file: File, { list, from, to, release }: Section): TSESLint.ReportFixFunction | undefined {
  const inside = list.slice(from + 1, to);
  const rest = list.slice(to + 1);
  const takesRest = isUsedIn(file, inside, rest);
  if (takesRest && rest.some((statement) => suspends(file, statement))) return undefined;
  const [start, first, last] = [list[from], inside[0], rest.at(-1)];
  if (!start || !first) return undefined;
  const indent = indentOf(file, start);
  const isOnOneLine = start.loc.start.line === release.loc.end.line;
  const text = file.source.getText(release);
  const closing = isOnOneLine ? `} finally { ${text} }` : `} finally {\n${indent}  ${text}\n${indent}}`;
  return (fixer) => [
    fixer.insertTextBeforeRange([startOf(file, first), 0], isOnOneLine ? "try { " : `try {\n${indent}`),
    ...(isOnOneLine ? [] : withinBraces(file, inside)),
    ...(takesRest && last
      ? [fixer.removeRange(lineOfStatement(file, release)), ...(isOnOneLine ? [] : asLines(file, rest)), fixer.insertTextAfter(last, isOnOneLine ? ` ${closing}` : `\n${indent}${closing}`)]
      : [fixer.replaceText(release, closing)]),
  ];
}

function lineOfStatement(file: File, statement: TSESTree.Node): TSESTree.Range {
  const next = file.source.getTokenAfter(statement, { includeComments: true });
  const isAlone = next !== null && next.loc.start.line > statement.loc.end.line && (file.source.lines[statement.loc.start.line - 1] ?? "").slice(0, statement.loc.start.column).trim() === "";
  return isAlone ? [statement.range[0] - statement.loc.start.column, file.source.getIndexFromLoc({ line: statement.loc.end.line + 1, column: 0 })] : [statement.range[0], statement.range[1]];
}

/** Whether statements declare something that others use. */
function isUsedIn(file: File, statements: readonly TSESTree.Node[], others: readonly TSESTree.Node[]): boolean {
  const declared = new Set<unknown>();
  for (const statement of statements) for (const variable of declaredIn(file, statement)) declared.add(variable);
  return others.some((other) => [...ownAndInner(file, other)].some((node) => node.type === "Identifier" && declared.has(variableOf(file, node))));
}

/** The variables that a statement itself declares, those of destructuring patterns included. */
function declaredIn(file: File, statement: TSESTree.Node): readonly unknown[] {
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") return statement.id ? [variableOf(file, statement.id)] : [];
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id }) => [...ownNodes(file, id)].flatMap((node) => (node.type === "Identifier" ? (variableOf(file, node) ?? []) : [])));
}

function* ownAndInner(file: File, root: TSESTree.Node): Generator<TSESTree.Node> {
  for (const node of ownNodes(file, root)) {
    yield node;
    if (isFunction(node) && node !== root) yield* ownAndInner(file, node.body);
  }
}

function suspends(file: File, statement: TSESTree.Node): boolean {
  return [...ownNodes(file, statement)].some(({ type }) => type === "AwaitExpression" || type === "YieldExpression" || type === "ForOfStatement");
}

/** `await mutex.runExclusive(async () => { … })` in place of taking and releasing it. */
function runScoped(file: File, { list, from, to, release, around }: Section, acquire: TSESTree.CallExpression, method: string): Offered {
  const inside = list.slice(from + 1, to);
  const rest = list.slice(to + 1);
  const [start, result] = [list[from], rest[0]];
  const callee = bare(acquire.callee);
  const isResult = rest.length === 1 && result?.type === "ReturnStatement" && result.argument !== null && !suspends(file, result);
  if (around || !start || callee.type !== "MemberExpression" || (rest.length > 0 && isUsedIn(file, inside, rest) && !isResult) || !mayMove(file, inside)) return [];
  const takesResult = isResult && isUsedIn(file, inside, rest);
  const receiver = file.source.getText(callee.object);
  const opening = `${takesResult ? "return" : "await"} ${receiver}.${method}(async () => {`;
  const isOnOneLine = start.loc.start.line === release.loc.end.line;
  const indent = indentOf(file, start);
  const closing = takesResult ? (isOnOneLine ? " });" : `\n${indent}});`) : "});";
  const fix: TSESLint.ReportFixFunction = (fixer) => [
    fixer.replaceText(start, opening),
    ...(isOnOneLine ? [] : withinBraces(file, inside)),
    ...(takesResult
      ? [fixer.removeRange(lineOfStatement(file, release)), ...(isOnOneLine ? [] : asLines(file, rest)), fixer.insertTextAfter(result, closing)]
      : [fixer.replaceText(release, closing)]),
  ];
  return [{ message: "useRunExclusive", data: { method: `${receiver}.${method}` }, fix }];
}

/** What leaves the function, or sets a variable of it, cannot move into a function of its own. */
function mayMove(file: File, statements: readonly TSESTree.Node[]): boolean {
  return statements.every((statement) =>
    [...ownNodes(file, statement)].every((node) => {
      if (/^(?:Return|Break|Continue)Statement$|^YieldExpression$/.test(node.type)) return false;
      const target = node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" ? node.argument : undefined;
      const definition = target && variableOf(file, target)?.defs[0];
      return !definition || functionOf(definition.name) !== functionOf(statement) || statements.some((one) => isWithin(definition.name, one));
    }),
  );
}
