import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Change, changeIn } from "./change.js";
import { inputName, inputText, type StandardInput } from "./input.js";
import { Problem } from "./problem.js";
import { repositoryAt } from "./repository.js";

interface Surroundings {
  readonly cwd: string;
  readonly standardInput: StandardInput;
  remark(line: string): void;
}

/**
 * The change that a unified diff tells, from a file or from standard input. Its paths are relative to the top of the
 * repository, as git prints them.
 *
 * @throws {Problem} where it is no diff
 */
export async function changeFrom(name: string, surroundings: Surroundings): Promise<Change> {
  const { cwd, standardInput } = surroundings;
  const text = await inputText("--diff", name, cwd, standardInput);
  const top = repositoryAt(cwd);
  const change = parsed(text, name, top, cwd);
  const paths = [...change.files.keys()];
  if (paths.length > 0 && !paths.some((path) => existsSync(resolve(cwd, path)))) {
    surroundings.remark(`None of the files of ${inputName(name)} is in ${top}: paths in a diff are relative to the top of the repository (git diff --no-relative --src-prefix=a/ --dst-prefix=b/).`);
  }
  return change;
}

function parsed(text: string, name: string, top: string, cwd: string): Change {
  const combined = /^diff --(?:cc|combined) /m.test(text);
  // the parser takes prose for a diff of nothing
  const isDiff = text.trim() === "" || /^(?:diff --git |--- |Submodule )/m.test(text);
  try {
    const change = changeIn(text, top, cwd);
    if (isDiff && !combined) return change;
  } catch {
    // its own words tell the line of the diff alone, and not what to do
  }
  const what = combined ? "a combined diff, which compares with two revisions at once" : "no unified diff";
  throw new Problem(`${inputName(name)} is ${what}; write it with: git diff --unified=3 origin/main...HEAD`);
}
