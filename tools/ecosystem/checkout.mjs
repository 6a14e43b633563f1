// The sources of a public repository at a pinned commit, kept under node_modules/.cache for the next run.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const maxBuffer = 512 * 1024 * 1024;
const sources = /\.[cm]?[jt]sx?$|(?:^|\/)(?:package|tsconfig[^/]*)\.json$/;
const left = /(?:^|\/)(?:\.[^/]+|node_modules|dist|vendor|third_party|fixtures|__fixtures__)\/|\.min\.js$|\.d\.[cm]?ts$/;

/**
 * @param {{ repository: string, commit: string }} pinned
 * @param {string} from where repositories come from; `{owner}` and `{name}` stand for the parts of their name
 * @param {string} cache a folder
 * @returns {string} the folder with the sources
 */
export function checkout({ repository, commit }, from, cache) {
  const [owner = "", name = ""] = repository.split("/");
  const folder = join(cache, `${owner}+${name}@${commit.slice(0, 10)}`);
  if (existsSync(folder)) return folder;
  const [part, store] = [`${folder}.part`, `${folder}.git`];
  for (const path of [part, store]) rmSync(path, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  git(["init", "--quiet", "--bare", store]);
  const origin = from.replace("{owner}", owner).replace("{name}", name);
  // a local repository may lack what nobody lints, and then cannot be fetched from
  if (existsSync(join(origin, "objects"))) writeFileSync(join(store, "objects", "info", "alternates"), `${join(origin, "objects")}\n`);
  else git(["--git-dir", store, "fetch", "--quiet", "--depth", "1", origin, commit]);
  const paths = git(["--git-dir", store, "ls-tree", "-r", "-z", commit]).split("\0").flatMap(pathOf).filter((path) => sources.test(path) && !left.test(path));
  git(["--git-dir", store, "read-tree", commit]);
  git(["--git-dir", store, "--work-tree", part, "checkout-index", "--quiet", "--force", "-z", "--stdin"], part, paths.join("\0"));
  rmSync(store, { recursive: true, force: true });
  // last, so that a run which is ended in the middle leaves nothing half done behind
  renameSync(part, folder);
  return folder;
}

/** A file's path of a line such as `100644 blob 8d1c8b6<tab>src/a.ts`; a link may lead nowhere. @param {string} line */
function pathOf(line) {
  const [what = "", path] = line.split("\t");
  return path === undefined || !what.startsWith("100") ? [] : [path];
}

/** @param {string[]} args @param {string} [cwd] @param {string} [input] */
function git(args, cwd, input) {
  return execFileSync("git", args, { encoding: "utf8", maxBuffer, ...(cwd === undefined ? {} : { cwd }), ...(input === undefined ? {} : { input }) });
}
