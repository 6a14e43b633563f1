import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Discard } from "../../analysis/promises/discards.js";
import type { File } from "../../analysis/file.js";
import { callbackOf, functionOf, isImmediatelyCalled, nameOf } from "../../analysis/functions.js";
import { bare, dressed, nodes, propertyName, shortText, type FunctionNode } from "../../analysis/nodes.js";
import { rejectionOf } from "../../analysis/promises/failures.js";
import { chainMethod, isPromise, returnedBy } from "../../analysis/promises/promises.js";
import type { Suggestion } from "../define-rule.js";
import { mayAwait } from "./statement-repairs.js";

export const rejectionSuggestions = {
  awaitIt: "Await `{{call}}`.",
  returnIt: "Return `{{call}}` to the caller.",
  catchIt: "Hand a rejection of `{{call}}` to `{{reporter}}`.",
  wrapInTryCatch: "Catch what fails in the callback and hand it to `{{reporter}}`.",
};

type Dropped = Pick<Discard, "expression" | "under"> & { readonly statement: Discard["statement"] | undefined };

type SuggestionId = keyof typeof rejectionSuggestions;

/** The ways to handle a promise that nobody looks at, the one that keeps its order first. */
export function handleIt(file: File, { expression, under, statement }: Dropped, reporter: string): Suggestion<SuggestionId>[] {
  const data = { call: shortText(file, expression) };
  const caught = { message: "catchIt" as const, data: { ...data, reporter }, fix: catchOf(file, expression, reporter) };
  if (statement?.expression !== dressed(under ?? expression)) return [caught];
  const fn = functionOf(statement);
  return [
    ...(mayAwait(file, statement) ? [{ message: "awaitIt" as const, data, fix: awaitOf(file, expression, under) }] : []),
    ...(fn && mayReturn(file, fn, statement) ? [{ message: "returnIt" as const, data, fix: returnOf(statement, under) }] : []),
    caught,
  ];
}

function returnOf(statement: TSESTree.ExpressionStatement, under: Dropped["under"]): TSESLint.ReportFixFunction {
  if (under) return (fixer) => fixer.replaceTextRange(keywordOf(under), "return");
  return (fixer) => fixer.insertTextBefore(statement, "return ");
}

/** The only statement of a function that promises to return nothing else, and whose result somebody may look at. */
function mayReturn(file: File, fn: FunctionNode, statement: TSESTree.Node): boolean {
  const isAccessor = fn.parent.type === "MethodDefinition" && fn.parent.kind !== "method";
  const isOnly = fn.body.type === "BlockStatement" && fn.body.body.length === 1 && fn.body.body[0] === statement;
  if (!isOnly || fn.async || fn.generator || isAccessor || fn.returnType) return false;
  const given = callbackOf(fn)?.call;
  if (given) return chainMethod(given) !== undefined;
  return !isImmediatelyCalled(fn) && !isUsedHere(file, fn);
}

/** A function that this file itself uses has callers that do not expect a promise. */
function isUsedHere(file: File, fn: FunctionNode): boolean {
  const name = nameOf(fn);
  if (name === undefined) return true;
  const uses = [...nodes(file).of("MemberExpression")].some((member) => propertyName(member) === name);
  return uses || nodes(file).of("Identifier").filter((identifier) => identifier.name === name).length > 1;
}

function keywordOf({ range: [start] }: TSESTree.UnaryExpression): [number, number] {
  return [start, start + "void".length];
}

/** Puts `await` before an expression, in place of the `void` that it stands under. */
export function awaitOf(file: File, promise: TSESTree.Node, under?: Dropped["under"]): TSESLint.ReportFixFunction {
  if (under) return (fixer) => fixer.replaceTextRange(keywordOf(under), "await");
  return (fixer) => awaiting(file, promise, fixer);
}

function awaiting(file: File, promise: TSESTree.Node, fixer: TSESLint.RuleFixer): TSESLint.RuleFix {
  const isCompound = promise.type === "ConditionalExpression" || promise.type === "LogicalExpression" || promise.type === "AssignmentExpression";
  return isCompound ? fixer.replaceText(promise, `await (${file.source.getText(promise)})`) : fixer.insertTextBefore(promise, "await ");
}

function catchOf(file: File, promise: TSESTree.Node, reporter: string): TSESLint.ReportFixFunction {
  const isChainable = promise.type === "CallExpression" || promise.type === "NewExpression" || promise.type === "MemberExpression" || promise.type === "Identifier" || promise.type === "ImportExpression";
  const whole = promise.parent?.type === "ChainExpression" ? promise.parent : promise;
  if (isChainable) return (fixer) => fixer.insertTextAfter(whole, `.catch(${reporter})`);
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
  const returned = returnedBy(file, fn).map(bare).filter((result) => isPromise(file, result) !== "no" && rejectionOf(file, result) !== undefined);
  return [
    {
      message: "wrapInTryCatch",
      data: { reporter },
      // what is returned from a `try` without `await` rejects behind it
      fix: (fixer) => [fixer.insertTextAfter(open, " try {"), ...returned.map((result) => awaiting(file, result, fixer)), fixer.insertTextBefore(close, `} ${handler} `)],
    },
  ];
}
