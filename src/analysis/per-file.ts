import type { File } from "./file.js";

const inProgress = Symbol("in progress");

/**
 * Makes an analysis: a pure function of the file, computed at most once for each.
 *
 * @throws {Error} when an analysis asks, by whatever detour, for its own result.
 */
export function perFile<Result>(compute: (file: File) => Result): (file: File) => Result {
  const results = new WeakMap<File, Result | typeof inProgress>();
  return (file) => {
    const known = results.get(file);
    if (known === inProgress) throw new Error("An analysis depends on its own result.");
    if (known !== undefined) return known;
    results.set(file, inProgress);
    try {
      const result = compute(file);
      results.set(file, result);
      return result;
    } catch (error) {
      results.delete(file);
      throw error;
    }
  };
}
