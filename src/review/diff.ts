import { parsePatch } from "diff";

/** The lines that a change added or rewrote, by path; lines of the new side, counted from 1. */
export type ChangedLines = ReadonlyMap<string, ReadonlySet<number>>;

/** A line of a file as a diff shows it. */
export interface ShownLine {
  /** Which hunk shows it; hunks that touch are two. */
  readonly hunk: number;
  readonly added: boolean;
  /** Its number before the change; of an added line, that of the line which follows it there. */
  readonly old: number;
  /** Whether lines were taken out right above it. */
  readonly afterRemoved: boolean;
}

/** What a change did to one file that is there after it. */
export interface FileChange {
  readonly path: string;
  /** Its name before the change; `undefined` for a new file. */
  readonly oldPath: string | undefined;
  /** The lines that the diff shows, by their number after the change. */
  readonly lines: ReadonlyMap<number, ShownLine>;
}

type ParsedPatch = ReturnType<typeof parsePatch>[number];

/**
 * Reads a unified diff as git prints it: renamed and created files, quoted paths, CRLF, no final newline.
 *
 * @param unified the diff's text; paths in it start with `a/` and `b/`
 * @returns each file that is not deleted, its paths without `a/` and `b/`
 * @throws {Error} where the text is not a diff
 */
export function changesIn(unified: string): FileChange[] {
  return parsePatch(unified).flatMap((patch) => {
    const path = nameOf(patch.newFileName);
    return path === undefined ? [] : [{ path, oldPath: nameOf(patch.oldFileName), lines: shownLines(patch) }];
  });
}

/** The lines that changes added or rewrote. */
export function changedLines(unified: string): Map<string, Set<number>> {
  const changed = new Map<string, Set<number>>();
  for (const { path, lines } of changesIn(unified)) {
    const added = changed.get(path) ?? new Set();
    for (const line of addedLines(lines)) added.add(line);
    changed.set(path, added);
  }
  return changed;
}

/** The numbers of the lines that are new. */
export function addedLines(lines: FileChange["lines"]): number[] {
  return [...lines].filter(([, { added }]) => added).map(([line]) => line);
}

function nameOf(name: string | undefined): string | undefined {
  return name === undefined || name === "/dev/null" ? undefined : name.replace(/^[ab]\//, "");
}

function shownLines({ hunks }: ParsedPatch): Map<number, ShownLine> {
  const shown = new Map<number, ShownLine>();
  for (const [hunk, { oldStart, newStart, lines }] of hunks.entries()) {
    let [line, old, afterRemoved] = [newStart, oldStart, false];
    for (const text of lines) {
      const [added, kept] = [text.startsWith("+"), text.startsWith(" ") || text === ""];
      if (added || kept) {
        shown.set(line, { hunk, added, old, afterRemoved });
        line += 1;
        afterRemoved = false;
      } else if (text.startsWith("-")) afterRemoved = true;
      if (kept || text.startsWith("-")) old += 1;
    }
  }
  return shown;
}
