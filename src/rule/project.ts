import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Project } from "../analysis/file.js";

const byFolder = new Map<string, Project>();
const unknownProject: Project = { versionOf: () => undefined, runsWith: () => false, hasCommand: false, prefersGlobal: false, isImported: false };

/** The nearest `package.json` above a file, read once a folder. A broken or missing one declares nothing. */
export function projectOf(path: string): Project {
  const folder = dirname(path);
  const known = byFolder.get(folder);
  if (known !== undefined) return known;
  const project = read(join(folder, "package.json")) ?? (folder === dirname(folder) ? unknownProject : projectOf(folder));
  byFolder.set(folder, project);
  return project;
}

/** A path as it is seen from a folder, with `/` between its parts; the path itself where no folder is known. */
export function pathFrom(folder: string | undefined, path: string): string {
  return (folder === undefined ? path : relative(folder, path)).split(sep).join("/");
}

function read(path: string): Project | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, string> | undefined> & { readonly preferGlobal?: unknown };
    const { dependencies, peerDependencies, devDependencies, bin, exports, types, typings, preferGlobal } = manifest;
    const versionOf = (name: string): string | undefined => dependencies?.[name] ?? peerDependencies?.[name] ?? devDependencies?.[name];
    const hasCommand = bin !== undefined;
    const runsWith = (name: string): boolean => (hasCommand ? versionOf(name) : dependencies?.[name]) !== undefined;
    return { versionOf, runsWith, hasCommand, prefersGlobal: preferGlobal === true, isImported: (exports ?? types ?? typings) !== undefined };
  } catch {
    return undefined;
  }
}
