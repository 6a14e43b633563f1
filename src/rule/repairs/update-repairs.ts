import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { variableOf, type Variable } from "../../analysis/places/bindings.js";
import type { ExternalCheck } from "../../analysis/shared-state/external-checks.js";
import type { File } from "../../analysis/file.js";
import type { LostUpdate } from "../../analysis/shared-state/lost-updates.js";
import { bare, dressed, isFunction, isWithin, ownNodes } from "../../analysis/nodes.js";
import type { Suggestion } from "../define-rule.js";
import { insertSetting } from "./insert-setting.js";

export const updateSuggestions = {
  readAfterAwait: "Wait first, then read `{{place}}`.",
  updateFromCurrent: "Let `{{place}}` be computed from its value when the update is applied.",
  useAtomicForm: "Let `{{act}}` do both steps at once, with `{{option}}`.",
};

type SuggestionId = keyof typeof updateSuggestions;

/** The ways to let an update build on what is there when it is made. */
export function updateRepairs(file: File, update: LostUpdate): Suggestion<SuggestionId>[] {
  const statement = dressed(update.write.node).parent;
  if (statement?.type !== "ExpressionStatement") return [];
  if (update.state) return fromCurrent(file, update, update.state, statement);
  const fix = waitBefore(file, update, statement) ?? readLater(file, update, statement);
  return fix ? [{ message: "readAfterAwait", fix }] : [];
}

/** `this.total += await price(id)` becomes `const value = await price(id); this.total += value`. */
function waitBefore(file: File, { write }: LostUpdate, statement: TSESTree.ExpressionStatement): TSESLint.ReportFixFunction | undefined {
  const wait = write.value && onlyWaitIn(file, write.value);
  if (!wait) return undefined;
  const { name, text, range } = named(file, wait, statement);
  return around(file, statement, (fixer) => [fixer.replaceTextRange(range, name)], text);
}

/** The one `await` of a value that is evaluated whenever the value is. */
function onlyWaitIn(file: File, value: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  const waits = [...ownNodes(file, value)].filter((node): node is TSESTree.AwaitExpression => node.type === "AwaitExpression");
  const [wait, ...others] = waits;
  if (!wait || others.length > 0) return undefined;
  for (let outer = wait.parent as TSESTree.Node | undefined; outer && isWithin(outer, value); outer = outer.parent) {
    if (outer.type === "ConditionalExpression" || outer.type === "LogicalExpression" || isFunction(outer)) return undefined;
  }
  return wait;
}

/** A constant for what is waited for, and the text that it takes the place of. */
function named(file: File, wait: TSESTree.AwaitExpression, statement: TSESTree.Node): { readonly name: string; readonly text: string; readonly range: TSESTree.Range } {
  const taken = new Set(file.source.getScope(statement).through.map(({ identifier }) => identifier.name));
  for (let scope: TSESLint.Scope.Scope | null = file.source.getScope(statement); scope; scope = scope.upper) for (const name of scope.set.keys()) taken.add(name);
  const name = ["value", "result", "awaited", "outcome"].find((one) => !taken.has(one)) ?? "awaitedValue";
  const [before, after] = [file.source.getTokenBefore(wait), file.source.getTokenAfter(wait)];
  const isWrapped = before?.value === "(" && after?.value === ")" && wait.parent.type !== "CallExpression" && wait.parent.type !== "NewExpression";
  return { name, text: `const ${name} = ${file.source.getText(wait)};`, range: isWrapped ? [before.range[0], after.range[1]] : wait.range };
}

/** Puts a statement before another one; where that is a branch without braces, both get some. */
function around(file: File, statement: TSESTree.Node, change: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[], text: string): TSESLint.ReportFixFunction {
  const isInList = statement.parent?.type === "BlockStatement" || statement.parent?.type === "Program" || statement.parent?.type === "SwitchCase" || statement.parent?.type === "StaticBlock";
  const indent = /^[ \t]*/.exec(file.source.lines[statement.loc.start.line - 1] ?? "")?.[0] ?? "";
  const startsLine = file.source.lines[statement.loc.start.line - 1]?.slice(0, statement.loc.start.column).trim() === "";
  const gap = startsLine ? `\n${indent}` : " ";
  if (isInList) return (fixer) => [fixer.insertTextBefore(statement, text + gap), ...change(fixer)];
  return (fixer) => [fixer.insertTextBefore(statement, `{ ${text} `), ...change(fixer), fixer.insertTextAfter(statement, " }")];
}

/** `const n = this.n; await save(); this.n = n + 1;`: the constant that only the update uses is declared after the wait. */
function readLater(file: File, { read }: LostUpdate, statement: TSESTree.ExpressionStatement): TSESLint.ReportFixFunction | undefined {
  const declarator = dressed(read).parent;
  const declaration = declarator?.type === "VariableDeclarator" ? declarator.parent : undefined;
  if (declarator?.type !== "VariableDeclarator" || declaration?.type !== "VariableDeclaration" || declaration.declarations.length > 1) return undefined;
  const variable = variableOf(file, declarator.id);
  if (!variable || declaration.kind !== "const" || declaration.parent !== statement.parent) return undefined;
  if (!variable.references.every(({ identifier, init }) => init === true || isWithin(identifier, statement))) return undefined;
  const text = file.source.getText(declaration);
  const next = file.source.getTokenAfter(declaration, { includeComments: true });
  if (!next || file.source.getCommentsInside(declaration).length > 0) return undefined;
  const move = around(file, statement, () => [], text.endsWith(";") ? text : `${text};`);
  return (fixer) => [fixer.removeRange([declaration.range[0], next.range[0]]), ...[move(fixer) ?? []].flat() as TSESLint.RuleFix[]];
}

/** `setItems([...items, item])` becomes `setItems((items) => [...items, item])`. */
function fromCurrent(file: File, { write, read }: LostUpdate, state: Variable, statement: TSESTree.ExpressionStatement): Suggestion<SuggestionId>[] {
  const value = write.value;
  if (!value || !isWithin(read, value) || isFunction(value)) return [];
  const wait = onlyWaitIn(file, value);
  if (!wait && [...ownNodes(file, value)].some((node) => node.type === "AwaitExpression")) return [];
  const [open, close] = bare(value).type === "ObjectExpression" ? ["(", ")"] : ["", ""];
  const wrap = (fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] => [fixer.insertTextBefore(value, `(${state.name}) => ${open}`), fixer.insertTextAfter(value, close)];
  if (!wait) return [{ message: "updateFromCurrent", fix: wrap }];
  const { name, text, range } = named(file, wait, statement);
  return [{ message: "updateFromCurrent", fix: around(file, statement, (fixer) => [...wrap(fixer), fixer.replaceTextRange(range, name)], text) }];
}

/** The option with which an act on a file needs no look before it. */
export function atomicForm(file: File, { act, file: step, isAbsent }: ExternalCheck): Suggestion<SuggestionId>[] {
  const atomic = step?.atomic;
  if (!atomic || (atomic.whenAbsent && !isAbsent)) return [];
  const fix = insertSetting(file, act, { argument: atomic.argument, path: atomic.property }, atomic.value);
  return fix ? [{ message: "useAtomicForm", data: { option: `${atomic.property}: ${atomic.value}` }, fix }] : [];
}
