import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { bare, dressed } from "./nodes.js";
import { originOf } from "./origin.js";
import { usesOf } from "./time-limits.js";

/** Whether a promise is one of several in a race: the others may settle what it leaves open. */
export function isContender(file: File, promise: TSESTree.Node): boolean {
  return [promise, ...usesOf(file, promise)].some((use) => isInRace(file, use));
}

function isInRace(file: File, use: TSESTree.Node): boolean {
  const list = dressed(use).parent;
  if (list?.type !== "ArrayExpression" || list.elements.length < 2) return false;
  const call = dressed(list).parent;
  const path = call?.type === "CallExpression" ? originOf(file, bare(call))?.path : undefined;
  return path === ".Promise.race()" || path === ".Promise.any()";
}
