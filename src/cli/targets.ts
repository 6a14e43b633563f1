import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { Problem } from "./problem.js";

/** A path that is to be reviewed. */
export interface Target {
  /** As the user wrote it. */
  readonly given: string;
  /** Absolute. */
  readonly path: string;
  /** The JavaScript and TypeScript files in it, absolute, ascending. */
  readonly files: readonly string[];
}

/** Targets that are linted together: ESLint reads nothing outside of its working directory. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly targets: readonly Target[];
  /** The files that a change touches, absolute: where it is known, no others are linted. */
  readonly only?: readonly string[];
}

export const javascript = [".js", ".mjs", ".cjs", ".jsx"] as const;
export const typescript = [".ts", ".tsx", ".mts", ".cts"] as const;

const extensions: ReadonlySet<string> = new Set([...javascript, ...typescript]);
const leftOut: ReadonlySet<string> = new Set(["node_modules", "dist", ".git"]);

/**
 * Finds what the paths hold, and the project that each belongs to: the working directory for what lies in it, elsewhere
 * the nearest folder with a `package.json` or a repository.
 *
 * @throws {Problem} for a path that does not exist
 */
export function projectsOf(paths: readonly string[], cwd: string): Project[] {
  const byRoot = new Map<string, Target[]>();
  for (const given of paths) {
    const path = resolve(cwd, given);
    const root = contains(cwd, path) ? cwd : rootAbove(path);
    const targets = byRoot.get(root) ?? [];
    targets.push({ given, path, files: filesOf(given, path) });
    byRoot.set(root, targets);
  }
  return [...byRoot].map(([root, targets]) => ({ root, targets }));
}

/** A project of which only what a change touches is of interest. @param lines by paths relative to `cwd` */
export function touched(project: Project, lines: ReadonlyMap<string, unknown>, cwd: string): Project {
  const paths = [...lines.keys()].map((path) => resolve(cwd, path));
  const isAsked = (path: string): boolean => project.targets.some((target) => contains(target.path, path)) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return { ...project, only: paths.filter(isAsked) };
}

/** Whether a path is a folder itself, or lies in it. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || resolve(way) === way);
}

/** Those of the paths that a path is itself or lies in, without looking at each of them. */
export function holdersOf(path: string, paths: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    if (paths.has(folder)) found.push(folder);
    if (dirname(folder) === folder) return found;
  }
}

/** The first of some files in a folder or above it. */
export function fileAbove(folder: string, names: readonly string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const above = dirname(folder);
  return above === folder ? undefined : fileAbove(above, names);
}

function rootAbove(path: string): string {
  const start = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
  const mark = fileAbove(start, ["package.json", ".git"]);
  return mark === undefined ? start : dirname(mark);
}

function filesOf(given: string, path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) throw new Problem(`There is no file or folder ${given}; paths are relative to the working directory.`);
  if (entry.isDirectory()) return [...walk(path)].sort();
  return extensions.has(extname(path)) ? [path] : [];
}

function* walk(top: string): Generator<string> {
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !leftOut.has(entry.name)) folders.push(path);
      else if (entry.isFile() && extensions.has(extname(entry.name))) yield path;
    }
  }
}
