import { relative, resolve, sep } from "node:path";
import { addedLines, type ChangedLines, changesIn, type FileChange } from "../review/index.js";
import { contains } from "./targets.js";

/** What a change did, by the paths that findings have. */
export interface Change {
  /** The lines that are new; of a file that git does not track yet, all. */
  readonly lines: Map<string, ReadonlySet<number>>;
  readonly files: Map<string, FileChange>;
  /** The name that a renamed file had before. */
  readonly formerly: Map<string, string>;
}

/** Which findings a change brings, in the words of reviewdog. */
export type Filter = "added" | "diff_context" | "file" | "nofilter";

/**
 * Reads a unified diff; files outside of its top are left out.
 *
 * @param top the folder that paths in it are relative to
 * @param cwd what the paths of the answer are relative to
 * @throws {Error} where the text is not a diff
 */
export function changeIn(unified: string, top: string, cwd: string): Change {
  const toCwd = (path: string): string => relative(cwd, resolve(top, path)).split(sep).join("/");
  const change: Change = { lines: new Map(), files: new Map(), formerly: new Map() };
  for (const file of changesIn(unified)) {
    if (!contains(top, resolve(top, file.path))) continue;
    const path = toCwd(file.path);
    change.lines.set(path, new Set(addedLines(file.lines)));
    change.files.set(path, file);
    if (file.oldPath !== undefined && file.oldPath !== file.path) change.formerly.set(path, toCwd(file.oldPath));
  }
  return change;
}

/**
 * The lines by which findings are chosen: those that are new, those that the diff shows, or all of each changed file.
 *
 * @returns `undefined` where every finding is chosen
 */
export function chosenLines({ lines, files }: Change, filter: Filter): ChangedLines | undefined {
  if (filter === "nofilter") return undefined;
  if (filter === "added") return lines;
  return new Map([...lines].map(([path, added]) => {
    const shown = files.get(path);
    return [path, filter === "file" ? everyLine : shown === undefined ? added : new Set(shown.lines.keys())];
  }));
}

/** Stands for all lines of a file, however many it has. */
class EveryLine extends Set<number> {
  override has(): boolean {
    return true;
  }
}

export const everyLine: ReadonlySet<number> = new EveryLine();
