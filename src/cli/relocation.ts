import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Shard } from "./eslint-json.js";
import { contains } from "./targets.js";

/** As many files tell where a checkout was. */
const enough = 200;

/**
 * Says where the files of a shard are here. Their paths are absolute, and a shard may have been made in another checkout,
 * on another machine: then it is the folder under whose name the most files are found in this repository.
 *
 * @param cwd what a relative path is relative to
 */
export function relocation({ results, cwd: made }: Shard, repository: string, cwd: string): (path: string) => string {
  const here = (path: string): string => resolve(cwd, unixPath(path));
  const paths = results.slice(0, enough).map(({ filePath }) => here(filePath));
  if (paths.some((path) => contains(repository, path))) return here;
  const [best] = foldersOf(paths)
    .map((folder) => ({ folder, found: paths.filter((path) => existsSync(join(repository, relative(folder, path)))).length }))
    .sort((a, b) => b.found - a.found || a.folder.length - b.folder.length);
  if (best !== undefined && best.found > 0) return moved(best.folder, repository, here);
  return made === undefined ? here : moved(here(made), cwd, here);
}

function moved(from: string, to: string, here: (path: string) => string): (path: string) => string {
  return (given) => {
    const path = here(given);
    return contains(from, path) ? join(to, relative(from, path)) : path;
  };
}

/** The folders that hold all of the paths. */
function foldersOf(paths: readonly string[]): string[] {
  const [first = []] = paths.map((path) => path.split(sep).slice(0, -1));
  const shared = paths.reduce((count, path) => {
    const parts = path.split(sep);
    const differs = first.slice(0, count).findIndex((part, index) => part !== parts[index]);
    return differs === -1 ? count : differs;
  }, first.length);
  return Array.from({ length: shared }, (_, index) => first.slice(0, index + 1).join(sep) || sep);
}

/** A path of Windows on a machine that is none. */
function unixPath(path: string): string {
  return sep === "/" && /^[a-z]:[\\/]/i.test(path) ? `/${path.replaceAll("\\", "/")}` : path;
}
