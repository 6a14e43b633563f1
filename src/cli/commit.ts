import { execFileSync } from "node:child_process";
import { relative, sep } from "node:path";
import { Problem } from "./problem.js";

/** What is checked out. */
export interface Checkout {
  readonly head: string;
  /** The other parents of a merge. */
  readonly merged: readonly string[];
  /** A path as the repository has it, with forward slashes. */
  pathOf(absolute: string): string;
}

/**
 * The commit that a folder is at.
 *
 * @throws {Problem} where there is none
 */
export function checkoutOf(folder: string): Checkout {
  try {
    const [head = "", ...parents] = git(folder, ["rev-list", "--parents", "--max-count=1", "HEAD"]).split(" ");
    const top = git(folder, ["rev-parse", "--show-toplevel"]);
    return { head, merged: parents.slice(1), pathOf: (absolute) => relative(top, absolute).split(sep).join("/") };
  } catch {
    throw new Problem(`Comments stand on a commit, and ${folder} is in no git repository with one; run it in a checkout of the pull request.`);
  }
}

function git(folder: string, args: readonly string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "pipe"] }).trim();
}
