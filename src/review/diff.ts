import { parsePatch } from "diff";

/** The lines that a change added or rewrote, by path; lines of the new side, counted from 1. */
export type ChangedLines = ReadonlyMap<string, ReadonlySet<number>>;

type ParsedPatch = ReturnType<typeof parsePatch>[number];

/**
 * Reads a unified diff as git prints it: renamed, created and deleted files, quoted paths, CRLF, no final newline.
 *
 * @param unified the diff's text; paths in it start with `a/` and `b/`
 * @returns paths as the diff's new side names them, without `b/`. A deleted or binary file is not in it.
 * @throws {Error} where the text is not a diff
 */
export function changedLines(unified: string): Map<string, Set<number>> {
  const changed = new Map<string, Set<number>>();
  for (const patch of parsePatch(unified)) {
    const path = newPathOf(patch);
    if (path === undefined) continue;
    const lines = changed.get(path) ?? new Set();
    for (const line of addedLines(patch)) lines.add(line);
    changed.set(path, lines);
  }
  return changed;
}

function newPathOf({ newFileName }: ParsedPatch): string | undefined {
  return newFileName === undefined || newFileName === "/dev/null" ? undefined : newFileName.replace(/^b\//, "");
}

function* addedLines(patch: ParsedPatch): Generator<number> {
  for (const hunk of patch.hunks) {
    let line = hunk.newStart;
    for (const text of hunk.lines) {
      if (text.startsWith("+")) yield line;
      if (text.startsWith("+") || text.startsWith(" ") || text === "") line += 1;
    }
  }
}
