import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { unixNewlines } from "./stand-in.js";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const builtMain = join(root, "dist/src/cli/main.js");
const timeout = 50_000;

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder outside of every project, with these files in it; gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "concurrency-review-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs the command as a user does; standard output is a pipe, and a file can be piped in. */
export function review(folder: string, args: readonly string[], main = builtMain, { stdin }: { readonly stdin?: string } = {}): Ran {
  const { status, stdout, stderr } = spawn(process.execPath, [main, ...args], folder, stdin === undefined ? "" : readFileSync(stdin));
  return { code: status, stdout, stderr: unixNewlines(stderr) };
}

/** Runs git with an identity of its own and without the configuration of this machine. */
export function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawn("git", args, folder);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

export function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder);
  return folder;
}

export function commit(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=a step");
}

function spawn(command: string, args: readonly string[], cwd: string, input: string | Uint8Array = ""): SpawnSyncReturns<string> {
  const identity = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.org", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.org" };
  const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return spawnSync(command, args, { cwd, input, encoding: "utf8", env, timeout, maxBuffer: 64 * 1024 * 1024 });
}
