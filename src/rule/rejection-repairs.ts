import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../analysis/file.js";
import { functionOf } from "../analysis/functions.js";
import { shortText, type FunctionNode } from "../analysis/nodes.js";
import type { Suggestion } from "./define-rule.js";

export const rejectionSuggestions = {
  awaitIt: "Await `{{call}}`.",
  returnIt: "Return `{{call}}` to the caller.",
  catchIt: "Hand a rejection of `{{call}}` to `{{reporter}}`.",
  wrapInTryCatch: "Catch what fails in the callback and hand it to `{{reporter}}`.",
};

type SuggestionId = keyof typeof rejectionSuggestions;

/** The ways to handle a promise that stands as a statement, the one that keeps its order first. */
export function handleIt(file: File, promise: TSESTree.Node, statement: TSESTree.ExpressionStatement, reporter: string): Suggestion<SuggestionId>[] {
  const call = shortText(file, promise);
  const fn = functionOf(statement);
  const isWhole = statement.expression === promise;
  return [
    ...(isWhole && mayAwait(file, statement, fn) ? [{ message: "awaitIt" as const, data: { call }, fix: awaitOf(file, promise) }] : []),
    ...(isWhole && fn && mayReturn(fn, statement) ? [{ message: "returnIt" as const, data: { call }, fix: (fixer: TSESLint.RuleFixer) => fixer.insertTextBefore(promise, "return ") }] : []),
    { message: "catchIt", data: { call, reporter }, fix: catchOf(file, promise, reporter) },
  ];
}

function mayAwait(file: File, node: TSESTree.Node, fn: FunctionNode | undefined): boolean {
  if (fn) return fn.async;
  return file.ast.sourceType === "module" && node.parent?.type === "Program" && !file.path.endsWith(".cjs") && !file.path.endsWith(".cts");
}

/** The last statement of a function that promises to return nothing else. */
function mayReturn(fn: FunctionNode, statement: TSESTree.Node): boolean {
  const isAccessor = fn.parent.type === "MethodDefinition" && fn.parent.kind !== "method";
  return !fn.async && !fn.generator && !isAccessor && fn.returnType === undefined && fn.body.type === "BlockStatement" && fn.body.body.length === 1 && fn.body.body[0] === statement;
}

/** Puts `await` before an expression. */
export function awaitOf(file: File, promise: TSESTree.Node): TSESLint.ReportFixFunction {
  const isSimple = promise.type === "ConditionalExpression" || promise.type === "LogicalExpression" || promise.type === "AssignmentExpression";
  if (!isSimple) return (fixer) => fixer.insertTextBefore(promise, "await ");
  return (fixer) => fixer.replaceText(promise, `await (${file.source.getText(promise)})`);
}

function catchOf(file: File, promise: TSESTree.Node, reporter: string): TSESLint.ReportFixFunction {
  const isChainable = promise.type === "CallExpression" || promise.type === "NewExpression" || promise.type === "MemberExpression" || promise.type === "Identifier" || promise.type === "ImportExpression";
  const isPlain = isChainable && promise.parent?.type !== "ChainExpression";
  const end = promise.parent?.type === "ChainExpression" ? promise.parent : promise;
  if (isPlain || end !== promise) return (fixer) => fixer.insertTextAfter(end, `.catch(${reporter})`);
  return (fixer) => fixer.replaceText(promise, `(${file.source.getText(promise)}).catch(${reporter})`);
}

/** Wraps the body of an async callback whose promise nobody looks at. */
export function wrapInTryCatch(file: File, fn: FunctionNode, reporter: string): Suggestion<SuggestionId>[] {
  if (!fn.async) return [];
  const handler = `catch (error) { ${reporter}(error); }`;
  const { body } = fn;
  const [open, close] = [file.source.getFirstToken(body), file.source.getLastToken(body)];
  if (body.type !== "BlockStatement") {
    const outer = file.source.getTokenBefore(body);
    const isParenthesised = outer?.value === "(" && file.source.getTokenAfter(body)?.value === ")";
    if (isParenthesised) return [];
    const text = file.source.getText(body);
    const awaited = body.type === "AwaitExpression" ? text : `await (${text})`;
    return [{ message: "wrapInTryCatch", data: { reporter }, fix: (fixer) => fixer.replaceText(body, `{ try { ${awaited}; } ${handler} }`) }];
  }
  if (!open || !close) return [];
  return [
    {
      message: "wrapInTryCatch",
      data: { reporter },
      fix: (fixer) => [fixer.insertTextAfter(open, " try {"), fixer.insertTextBefore(close, `} ${handler} `)],
    },
  ];
}
