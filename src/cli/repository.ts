import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { contains, fileAbove } from "./targets.js";

/** The folder of the repository that a folder is in, else the folder itself. */
export function repositoryAt(folder: string): string {
  const mark = fileAbove(folder, [".git"]);
  return mark === undefined ? folder : dirname(mark);
}

/** Why a text cannot be had: the file is not there, or lies elsewhere, by its path or by a link. */
export type Unread = "gone" | "elsewhere";

/** Reads a file of a repository, and no other. */
export function textInside(repository: string, path: string): { readonly text: string } | Unread {
  if (!contains(repository, path)) return "elsewhere";
  try {
    const real = realpathSync(path);
    if (!contains(realpathSync(repository), real)) return "elsewhere";
    return statSync(real).isFile() ? { text: readFileSync(real, "utf8") } : "gone";
  } catch {
    return "gone";
  }
}
