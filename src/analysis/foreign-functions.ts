import type { File } from "./file.js";
import { nodes, type Call, type FunctionNode } from "./nodes.js";
import { perFile } from "./per-file.js";
import { types } from "./types.js";

/** A function of another file of the program. That file has no types of its own here: what it calls elsewhere is not known. */
export interface ForeignFunction {
  readonly file: File;
  readonly fn: FunctionNode;
}

/** The function of another file that a call runs, where types tell which, and the program has its code. */
export function foreignFunction(file: File, call: Call): ForeignFunction | undefined {
  const body = types(file)?.foreignBodyOf(call);
  const other = body && file.otherFile(body.source);
  const fn = other && functionsByBody(other).get(body.range.join());
  return fn && { file: other, fn };
}

const functionsByBody = perFile((file): ReadonlyMap<string, FunctionNode> => {
  const all = nodes(file);
  const functions = [...all.of("FunctionDeclaration"), ...all.of("FunctionExpression"), ...all.of("ArrowFunctionExpression")];
  return new Map(functions.map((fn) => [fn.body.range.join(), fn]));
});
