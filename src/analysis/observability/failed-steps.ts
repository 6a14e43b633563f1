import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { bare, descendants, isCall } from "../nodes.js";

/** Whether a failure in a stretch of code may come of several steps, which its text does not tell apart: more than one wait there, or in the function of the file that is waited for. */
export function hasSteps(file: File, tried: TSESTree.Node): boolean {
  const [first, ...others] = waitsIn(file, tried);
  if (others.length > 0) return true;
  const work = bare(first ? argumentOf(first) : tried);
  const fn = isCall(work) ? calleeOf(file, work) : undefined;
  return fn !== undefined && waitsIn(file, fn.body).length > 1;
}

type Wait = TSESTree.AwaitExpression | TSESTree.ForOfStatement;

function waitsIn(file: File, part: TSESTree.Node): readonly Wait[] {
  return [...descendants(file, part)].filter((node): node is Wait => node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await));
}

function argumentOf(wait: Wait): TSESTree.Node {
  return wait.type === "AwaitExpression" ? wait.argument : wait.right;
}
