import type { File } from "./file.js";

const inProgress = Symbol("in progress");
let analyses = 0;

/**
 * Makes an analysis: a pure function of the file, computed at most once for each.
 * Its result is kept with the file and goes with it; a weak map for each analysis costs the garbage collector dear.
 *
 * @throws {Error} when an analysis asks, by whatever detour, for its own result.
 */
export function perFile<Result>(compute: (file: File) => Result): (file: File) => Result {
  const slot = analyses++;
  return (file) => {
    const { results } = file;
    if (slot in results) {
      const known = results[slot];
      if (known === inProgress) throw new Error("An analysis depends on its own result.");
      return known as Result;
    }
    results[slot] = inProgress;
    try {
      return (results[slot] = compute(file));
    } catch (error) {
      Reflect.deleteProperty(results, slot);
      throw error;
    }
  };
}
