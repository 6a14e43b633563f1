import { execFile } from "node:child_process";
import { join } from "node:path";
import { changesIn, type FileChange } from "../../src/review/index.js";
import { commit, git, type Ran, repositoryWith, root, write } from "./workspace.js";

/** Runs the command while this process answers for the forge. */
export async function posting(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GITHUB|GITLAB|CI)_/.test(name)));
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, "dist/src/cli/main.js"), ...args], { cwd: folder, env: { ...clean, ...env }, timeout: 50_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

export interface Branch {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  readonly changes: ReadonlyMap<string, FileChange>;
}

/** A project and a commit that adds files to it, checked out. */
export function branchOf(added: Readonly<Record<string, string>>, project: Readonly<Record<string, string>>): Branch {
  const folder = repositoryWith(project);
  const base = git(folder, "rev-parse", "HEAD").trim();
  write(folder, added);
  commit(folder);
  const head = git(folder, "rev-parse", "HEAD").trim();
  const changes = new Map(changesIn(git(folder, "diff", base, "HEAD")).map((change) => [change.path, change]));
  return { folder, base, head, changes };
}
