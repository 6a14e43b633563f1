import type { TSESTree } from "@typescript-eslint/utils";
import { fileModules } from "../../knowledge/modules.js";
import { chainStart } from "../promises/detached.js";
import type { File } from "../file.js";
import { isCall, ownNodes } from "../nodes.js";
import { originOf } from "../origin.js";

/** Whether work is a call of the file system's: the text of its errors names the file. */
export function isOfFiles(file: File, work: TSESTree.Node): boolean {
  const module = originOf(file, chainStart(work))?.module;
  return module != null && fileModules.includes(module);
}

/** Whether nothing but calls of the file system's can fail in a stretch of code: their errors have no stack of this program's. */
export function failsByFilesAlone(file: File, part: TSESTree.Node): boolean {
  const calls = [part, ...ownNodes(file, part)].filter(isCall);
  return calls.some((call) => isOfFiles(file, call)) && calls.every((call) => isOfFiles(file, call) || originOf(file, call)?.module === "path" || originOf(file, call)?.path === ".JSON.stringify()");
}
