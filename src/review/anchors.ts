import type { FileChange, ShownLine } from "./diff.js";
import type { Finding } from "./finding.js";
import type { LineEdit } from "./line-edit.js";

/** Where a comment stands in a diff: lines of the new side, all of one hunk. */
export interface Anchor {
  readonly change: FileChange;
  /** The same as `line` where the comment stands on one. */
  readonly start: number;
  readonly line: number;
  readonly shown: ShownLine;
}

/**
 * The place for a comment on a finding: its own line where that is new, else the first line of its evidence that is, else
 * one that the diff shows at least.
 *
 * @returns `undefined` where the diff shows no line of the finding: a forge would refuse the comment, and others with it
 */
export function anchorOf({ line, evidence }: Finding, change: FileChange | undefined): Anchor | undefined {
  if (change === undefined) return undefined;
  const shown = [line, ...evidence].filter((number) => change.lines.has(number));
  const best = shown.find((number) => change.lines.get(number)?.added === true) ?? shown[0];
  return best === undefined ? undefined : spanning(change, best, best);
}

/** The place for a comment that offers an edit: forges replace the lines that the comment stands on, and no removed ones. */
export function anchorOfEdit({ start, end }: LineEdit, change: FileChange | undefined): Anchor | undefined {
  return change === undefined ? undefined : spanning(change, start, end);
}

function spanning(change: FileChange, start: number, line: number): Anchor | undefined {
  const last = change.lines.get(line);
  if (last === undefined) return undefined;
  for (let number = start; number <= line; number += 1) {
    const shown = change.lines.get(number);
    if (shown?.hunk !== last.hunk || (number > start && shown.afterRemoved)) return undefined;
  }
  return { change, start, line, shown: last };
}
