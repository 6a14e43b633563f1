import type { TSESTree } from "@typescript-eslint/utils";
import { effectOf } from "../../analysis/effects.js";
import type { File } from "../../analysis/file.js";
import { functionOf } from "../../analysis/functions.js";
import { shortText } from "../../analysis/nodes.js";
import type { Suggestion } from "../define-rule.js";
import { mayAwait, mayReturn } from "./statement-repairs.js";

export const setterSuggestions = {
  makeSynchronous: "Write `{{place}}` before `{{setter}}` returns.",
  returnPromise: "Return the promise of `{{call}}` to the caller.",
  awaitCall: "Await `{{call}}`.",
};

/** The ways to let whoever calls know when the write has happened. `holder` is the statement that throws the promise away. */
export function waitForIt(file: File, call: TSESTree.Node, expression: TSESTree.Node, holder: TSESTree.Node): Suggestion<keyof typeof setterSuggestions>[] {
  if (holder.type !== "ExpressionStatement") return [];
  const { expression: whole } = holder;
  const isVoid = whole.type === "UnaryExpression" && whole.operator === "void" && whole.argument === expression;
  if (whole !== expression && !isVoid) return [];
  const text = file.source.getText(expression);
  const data = { call: shortText(file, call) };
  if (file.source.getCommentsInside(whole).some((comment) => comment.range[0] < expression.range[0])) return [];
  if (mayAwait(file, holder)) return [{ message: "awaitCall", data, fix: (fixer) => fixer.replaceText(whole, `await ${text}`) }];
  const fn = functionOf(holder);
  // what an effect returns is its cleanup
  if (fn && mayReturn(fn, holder) && effectOf(file, fn)?.fact.cleanup !== "returned") return [{ message: "returnPromise", data, fix: (fixer) => fixer.replaceText(whole, `return ${text}`) }];
  return [];
}
