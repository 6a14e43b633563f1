import type { File } from "../file.js";
import type { FunctionNode } from "../nodes.js";
import { perFile } from "../per-file.js";
import { writes, type Write } from "./places.js";

/** The writes of one function, in source order, without those of the functions in it. */
export function writesIn(file: File, fn: FunctionNode | undefined): readonly Write[] {
  return writesByFunction(file).get(fn) ?? [];
}

const writesByFunction = perFile((file) => {
  const found = new Map<FunctionNode | undefined, Write[]>();
  for (const write of writes(file)) {
    const own = found.get(write.fn);
    if (own) own.push(write);
    else found.set(write.fn, [write]);
  }
  return found;
});
