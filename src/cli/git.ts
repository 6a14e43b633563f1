import { execFileSync } from "node:child_process";
import { posix, relative, resolve, sep } from "node:path";
import { type Change, changeIn, everyLine } from "./change.js";
import { Problem } from "./problem.js";

const maxBuffer = 1024 * 1024 * 1024;
/** Far above any honest diff: a git that waits for a lock or a network disk must not hold the review for ever. */
const timeout = 10 * 60 * 1000;

/**
 * What the working tree changed since its merge base with a revision; of a file that git does not track yet, all lines.
 *
 * @param folder a folder of the repository
 * @param cwd what the paths of the answer are relative to
 * @throws {Problem} where there is no repository, no such revision, or no common history
 */
export function changeSince(base: string, folder: string, cwd: string): Change {
  const prefix = prefixOf(folder);
  const mergeBase = mergeBaseOf(base, folder);
  const top = resolve(folder, posix.relative(prefix, "") || ".");
  const change = changeIn(git(top, [...diffCommand, mergeBase, "--"]), top, cwd);
  const untracked = git(top, ["ls-files", "--others", "--exclude-standard", "-z"]).split("\0");
  for (const path of untracked) if (path !== "") change.lines.set(relative(cwd, resolve(top, path)).split(sep).join("/"), everyLine);
  return change;
}

/** Whatever the user's own git configuration says, the diff has the one form that is parsed. */
const diffCommand = [
  ...["-c", "core.quotepath=off", "-c", "diff.relative=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"],
  ...["diff", "--find-renames", "--unified=3", "--no-color", "--no-ext-diff", "--no-textconv"],
  ...["--src-prefix=a/", "--dst-prefix=b/", "--submodule=short"],
];

function prefixOf(folder: string): string {
  try {
    return git(folder, ["rev-parse", "--show-prefix"]).replace(/\n$/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new Problem("--base needs git, and no git is installed here; install it, or leave --base out.");
    }
    throw new Problem(`--base compares with a revision, and ${folder} is not in a git repository; leave --base out to review everything.`);
  }
}

function mergeBaseOf(base: string, folder: string): string {
  if (base.startsWith("-")) throw unknownBase(base);
  try {
    git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${base}^{commit}`]);
  } catch {
    throw unknownBase(base);
  }
  try {
    return git(folder, ["merge-base", base, "HEAD"]).trim();
  } catch {
    throw new Problem(`--base ${base} and HEAD have no commit in common; in a shallow clone, fetch the history first (git fetch --unshallow).`);
  }
}

function unknownBase(base: string): Problem {
  return new Problem(`--base does not know the revision "${base}"; fetch it first, or name a branch, a tag or a commit of this repository.`);
}

function git(folder: string, args: readonly string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", maxBuffer, timeout, stdio: ["ignore", "pipe", "pipe"] });
}
