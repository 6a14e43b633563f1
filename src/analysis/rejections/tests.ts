import type { TSESTree } from "@typescript-eslint/utils";
import { testNames } from "../../knowledge/handlers.js";
import type { File } from "../file.js";
import { callbackOf, functionsAround } from "../functions.js";
import { factOf } from "../libraries/libraries.js";

/** Whether a node stands in the body of a test: whatever fails there, its runner tells of. */
export function isInTest(file: File, node: TSESTree.Node): boolean {
  return [...functionsAround(node)].some((fn) => {
    const call = callbackOf(fn)?.call;
    const known = call && factOf(file, "callbacks", call);
    return known?.fact.result === "awaited" && testNames.test(known.origin.path);
  });
}
