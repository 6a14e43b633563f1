import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { bare, type FunctionNode } from "../nodes.js";
import { originOf } from "../origin.js";
import { variableOf } from "../places/bindings.js";
import { returnedBy } from "./promises.js";

/**
 * Which function of `Promise` a call combines its first argument with: that function itself, or one of the file that
 * does nothing but hand its first argument on to it. What another function of the file combines it has made by itself,
 * of whatever it was given.
 */
export function combinationOf(file: File, call: TSESTree.CallExpression): string | undefined {
  const origin = originOf(file, call);
  if (origin?.module !== null || !origin.path.startsWith(".Promise.")) return undefined;
  const callee = calleeOf(file, call);
  return !callee || onlyHandsOn(file, callee) ? origin.path : undefined;
}

/** `(jobs) => Promise.all(jobs)` */
function onlyHandsOn(file: File, fn: FunctionNode): boolean {
  const [result, ...others] = returnedBy(file, fn);
  const [parameter] = fn.params;
  if (!result || others.length > 0 || parameter?.type !== "Identifier" || (fn.body.type === "BlockStatement" && fn.body.body.length > 1)) return false;
  const value = bare(result);
  const call = value.type === "AwaitExpression" ? bare(value.argument) : value;
  const given = call.type === "CallExpression" ? call.arguments[0] : undefined;
  return given !== undefined && variableOf(file, bare(given))?.defs[0]?.name === parameter;
}
