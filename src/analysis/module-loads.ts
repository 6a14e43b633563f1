import type { TSESTree } from "@typescript-eslint/utils";
import { chainStart } from "./detached.js";
import type { File } from "./file.js";
import { calleeOf } from "./functions.js";
import { returnedBy } from "./promises.js";

/** Whether a promise waits for `import(…)` alone: the module loader is a single flight, and does the work once. */
export function isModuleLoad(file: File, promise: TSESTree.Node): boolean {
  const start = chainStart(promise);
  if (start.type === "ImportExpression") return true;
  const callee = start.type === "CallExpression" ? calleeOf(file, start) : undefined;
  const results = callee ? returnedBy(file, callee).map((result) => chainStart(result)) : [];
  return results.length > 0 && results.every((result) => result.type === "ImportExpression" || (result.type === "AwaitExpression" && chainStart(result.argument).type === "ImportExpression"));
}
