import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { functionOf } from "../../analysis/functions.js";
import { bare, isFunction } from "../../analysis/nodes.js";
import type { Retry } from "../../analysis/resilience/retry.js";
import { indented } from "../indentation.js";

/**
 * A loop that counts, for a function that is one `try` and calls itself with its own parameters at the end of the
 * `catch`. Its callers call it as before.
 *
 * @param attempts the number of tries
 */
export function loopForRecursion(file: File, retry: Retry, attempts: number): ((fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[]) | undefined {
  const { node, whole, trigger } = retry;
  if (!isFunction(whole) || !whole.async || whole.body.type !== "BlockStatement" || trigger?.type !== "CatchClause" || functionOf(node) !== whole) return undefined;
  const [tried] = whole.body.body;
  const [first, again] = [trigger.body.body[0], trigger.body.body.at(-1)];
  if (tried?.type !== "TryStatement" || whole.body.body.length > 1 || trigger.parent !== tried || tried.finalizer || !first || first === again) return undefined;
  if (again?.type !== "ReturnStatement" || returned(again) !== node || !isGivenTheSame(file, retry) || isTaken(file, whole, "attempt")) return undefined;
  const last = tried.block.body.at(-1);
  const error = trigger.param ? (trigger.param.type === "Identifier" ? trigger.param.name : undefined) : "error";
  const [keyword, before] = [file.source.getFirstToken(trigger), file.source.getTokenBefore(again, { includeComments: true })];
  if (error === undefined || !keyword || !before || isTaken(file, whole, error) !== (trigger.param !== null)) return undefined;
  const indent = " ".repeat(tried.loc.start.column);
  const ends = last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
  return (fixer) => [
    fixer.insertTextBefore(tried, `for (let attempt = 1; ; attempt++) {\n${indent}  `),
    ...(trigger.param ? [] : [fixer.insertTextAfter(keyword, ` (${error})`)]),
    ...indented(file, tried.loc.start.line + 1, tried.loc.end.line, [before.range[1], again.range[1]]),
    fixer.insertTextBefore(first, `if (attempt >= ${String(attempts)}) throw ${error};\n${" ".repeat(first.loc.start.column + 2)}`),
    fixer.removeRange([before.range[1], again.range[1]]),
    ...(ends || !last ? [] : [fixer.insertTextAfter(last, `\n${" ".repeat(last.loc.start.column + 2)}return;`)]),
    fixer.insertTextAfter(tried, `\n${indent}}`),
  ];
}

function returned({ argument }: TSESTree.ReturnStatement): TSESTree.Node | undefined {
  const value = argument && bare(argument);
  return value?.type === "AwaitExpression" ? bare(value.argument) : (value ?? undefined);
}

/** Each parameter by its name, and none that was assigned to. */
function isGivenTheSame(file: File, { node, whole }: Retry): boolean {
  if (node.type !== "CallExpression" || !isFunction(whole) || node.arguments.length !== whole.params.length) return false;
  return whole.params.every((parameter, index) => {
    const given = node.arguments[index];
    if (parameter.type !== "Identifier" || given?.type !== "Identifier" || given.name !== parameter.name) return false;
    const variable = file.source.getDeclaredVariables(whole).find(({ name }) => name === parameter.name);
    return variable?.references.every((reference) => !reference.isWrite()) === true;
  });
}

function isTaken(file: File, whole: TSESTree.Node, name: string): boolean {
  return new RegExp(String.raw`\b${name}\b`).test(file.source.getText(whole));
}
