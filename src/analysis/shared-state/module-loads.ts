import type { TSESTree } from "@typescript-eslint/utils";
import { moduleLoaders } from "../../knowledge/caches.js";
import { chainStart } from "../promises/detached.js";
import { lastNameOf } from "../exclusions.js";
import type { File } from "../file.js";
import { calleeOf } from "../functions.js";
import { propertyName } from "../nodes.js";
import { returnedBy } from "../promises/promises.js";

/** Whether a promise waits for modules alone: the module loader is a single flight, and does the work once. */
export function isModuleLoad(file: File, promise: TSESTree.Node): boolean {
  const start = chainStart(promise);
  const all = joined(start);
  if (all) return all.length > 0 && all.every((part) => isOneLoad(file, chainStart(part)));
  return isOneLoad(file, start);
}

function isOneLoad(file: File, start: TSESTree.Node): boolean {
  if (start.type === "ImportExpression") return true;
  if (start.type !== "CallExpression") return false;
  if (moduleLoaders.test(lastNameOf(start) ?? "")) return true;
  const callee = calleeOf(file, start);
  const results = callee ? returnedBy(file, callee).map((result) => chainStart(result)) : [];
  return results.length > 0 && results.every((result) => result.type === "ImportExpression" || (result.type === "AwaitExpression" && chainStart(result.argument).type === "ImportExpression"));
}

/** The promises that `Promise.all([…])` joins. */
function joined(call: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression" || propertyName(call.callee) !== "all") return undefined;
  const [list] = call.arguments;
  return list?.type === "ArrayExpression" ? list.elements.filter((element) => element !== null) : undefined;
}
