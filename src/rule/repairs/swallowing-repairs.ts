import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { dressed, isFunction, type FunctionNode } from "../../analysis/nodes.js";
import type { WrittenSignal } from "../../analysis/cancellation/signal-sources.js";
import type { Suggestion } from "../define-rule.js";

export const swallowingSuggestions = {
  logIt: "Hand the error to `{{reporter}}`.",
  rethrowUnlessAbort: "Throw the error on, unless `{{signal}}` was aborted.",
  rethrowAbort: "Throw the error on where `{{signal}}` was aborted.",
};

type Suggestions = readonly Suggestion<keyof typeof swallowingSuggestions>[];

/** Puts the reporter in the place of an empty handler. */
export function reportInstead(file: File, handler: TSESTree.Node, reporter: string): Suggestions {
  if (file.source.getCommentsInside(handler).length > 0) return [];
  return [{ message: "logIt", data: { reporter }, fix: (fixer) => fixer.replaceText(handler, reporter) }];
}

/** Begins a `catch` clause, or the block of a handler, with the report of its error; an abort that was asked for is none. */
export function reportFirst(file: File, holder: TSESTree.CatchClause | FunctionNode, reporter: string, signal?: WrittenSignal): Suggestions {
  const fix = begunWith(file, holder, (error) => `${signal ? `if (!${abortedOf(signal)}) ` : ""}${reporter}(${error});`);
  return fix ? [{ message: "logIt", data: { reporter }, fix }] : [];
}

/** Throws on what is no abort. */
export function rethrowUnlessAbort(file: File, clause: TSESTree.CatchClause, signal: WrittenSignal): Suggestions {
  const fix = begunWith(file, clause, (error) => `if (!${abortedOf(signal)}) throw ${error};`);
  return fix ? [{ message: "rethrowUnlessAbort", data: { signal: signal.text }, fix }] : [];
}

/** Throws on an abort before it is treated as a failure. */
export function rethrowAbort(file: File, holder: TSESTree.CatchClause | FunctionNode, signal: WrittenSignal): Suggestions {
  const fix = begunWith(file, holder, (error) => `if (${abortedOf(signal)}) throw ${error};`);
  return fix ? [{ message: "rethrowAbort", data: { signal: signal.text }, fix }] : [];
}

function abortedOf({ text, optional }: WrittenSignal): string {
  return `${text}${optional ? "?." : "."}aborted`;
}

function begunWith(file: File, holder: TSESTree.CatchClause | FunctionNode, statement: (error: string) => string): TSESLint.ReportFixFunction | undefined {
  const { body } = holder;
  if (body.type !== "BlockStatement") return undefined;
  const named = nameOfError(file, holder, body);
  const open = file.source.getFirstToken(body);
  if (!named || !open) return undefined;
  const text = ` ${statement(named.name)}${body.range[1] - open.range[1] === 1 ? " " : ""}`;
  return (fixer) => [...(named.declare ? [named.declare(fixer)] : []), fixer.insertTextAfter(open, text)];
}

interface NamedError {
  readonly name: string;
  /** Declares the name where it is not declared yet. */
  readonly declare?: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;
}

function nameOfError(file: File, holder: TSESTree.CatchClause | FunctionNode, body: TSESTree.BlockStatement): NamedError | undefined {
  const parameter = isFunction(holder) ? holder.params[0] : holder.param;
  if (parameter) return parameter.type === "Identifier" ? { name: parameter.name } : undefined;
  const name = freeName(file, body, ["error", "reason", "failure"]);
  if (!isFunction(holder)) {
    const keyword = file.source.getFirstToken(holder);
    return keyword ? { name, declare: (fixer) => fixer.insertTextAfter(keyword, ` (${name})`) } : undefined;
  }
  const open = file.source.getFirstToken(holder, (token) => token.value === "(");
  return open ? { name, declare: (fixer) => fixer.insertTextAfter(open, name) } : undefined;
}

function freeName(file: File, within: TSESTree.Node, names: readonly string[]): string {
  const words = new Set(file.source.getText(within).match(/[\w$]+/g));
  return names.find((name) => !words.has(name)) ?? `${names[0] ?? ""}_`;
}

/** Looks through the results of an awaited `Promise.allSettled` and reports what failed. */
export function reportSettled(file: File, call: TSESTree.CallExpression, reporter: string): Suggestions {
  const awaited = dressed(call).parent;
  if (awaited?.type !== "AwaitExpression") return [];
  const { parent } = awaited;
  const fix = parent.type === "ExpressionStatement" ? overStatement(file, parent, awaited, reporter) : parent.type === "VariableDeclarator" ? overVariable(file, parent, reporter) : undefined;
  return fix ? [{ message: "logIt", data: { reporter }, fix }] : [];
}

function overStatement(file: File, statement: TSESTree.ExpressionStatement, awaited: TSESTree.AwaitExpression, reporter: string): TSESLint.ReportFixFunction {
  const one = freeName(file, statement, ["result", "outcome", "settled"]);
  const end: [number, number] = [awaited.range[1], statement.range[1]];
  const isPlain = /^\s*;?$/.test(file.source.text.slice(...end));
  return (fixer) => (isPlain ? [fixer.insertTextBefore(awaited, `for (const ${one} of `), fixer.replaceTextRange(end, `) ${reportOf(one, reporter)}`)] : []);
}

function overVariable(file: File, declarator: TSESTree.VariableDeclarator, reporter: string): TSESLint.ReportFixFunction | undefined {
  const declaration = declarator.parent;
  const isAlone = declaration.declarations.length === 1 && declaration.parent.type === "BlockStatement";
  if (declarator.id.type !== "Identifier" || !isAlone) return undefined;
  const { name } = declarator.id;
  const one = freeName(file, declarator, ["result", "outcome", "settled"]);
  return (fixer) => fixer.insertTextAfter(declaration, `\n${" ".repeat(declaration.loc.start.column)}for (const ${one} of ${name}) ${reportOf(one, reporter)}`);
}

function reportOf(result: string, reporter: string): string {
  return `if (${result}.status === "rejected") ${reporter}(${result}.reason);`;
}
