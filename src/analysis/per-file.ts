import type { File } from "./file.js";

const inProgress = Symbol("in progress");
/** Stands for `undefined`, which is what a slot holds that nobody has asked for. */
const nothing = Symbol("nothing");
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
    const known = file.results[slot];
    // what almost every call comes for, in a function that is short enough to be inlined
    return known === undefined || known === inProgress || known === nothing ? asked(file, slot, compute) : (known as Result);
  };
}

function asked<Result>(file: File, slot: number, compute: (file: File) => Result): Result {
  const { results } = file;
  if (results[slot] === nothing) return undefined as Result;
  if (results[slot] === inProgress) throw new Error("An analysis depends on its own result.");
  results[slot] = inProgress;
  try {
    const result = compute(file);
    results[slot] = result === undefined ? nothing : result;
    return result;
  } catch (error) {
    results[slot] = undefined; // it is asked again
    throw error;
  }
}

/** A place for the result of each analysis. All of them at once: a list that grows by leaps is a slow one. */
export function emptyResults(): unknown[] {
  return new Array<unknown>(analyses).fill(undefined);
}
