import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";
import { originOf } from "./origin.js";

const endings = new Set([".process.exit()", ".process.abort()", ".process.reallyExit()", ".location.reload()", ".location.replace()", ".location.assign()", ".Deno.exit()"]);

/** Whether a node ends the process, or the page, that everything waits in: what is pending then is pending no more. */
export function endsProgram(file: File, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const origin = originOf(file, node);
  if (origin?.module === "process") return endings.has(`.process${origin.path}`);
  return origin?.module === null && endings.has(origin.path);
}
