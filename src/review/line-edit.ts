import type { Finding, Patch } from "./finding.js";
import { visible } from "./markup.js";
import { type Offers, offersByTokens } from "./offers.js";
import { withoutMark } from "./positions.js";
import { lineOf, linesIn } from "./texts.js";

/** A patch as forges take it: whole lines in the place of whole lines. */
export interface LineEdit {
  /** The first line that goes, counted from 1. */
  readonly start: number;
  /** The last line that goes; never before `start`. */
  readonly end: number;
  /** What takes their place, without line ends; none to take the lines out. */
  readonly lines: readonly string[];
}

/**
 * Turns a patch of characters into one of lines, as few as it takes. Applied to the file, it gives what the patch gives,
 * but for the kind of line end, which a forge keeps as the file has it.
 *
 * @returns `undefined` where no edit of whole lines is the same: the patch changes nothing, touches the last line end of
 *   the file, or writes a line with a carriage return in it
 */
export function lineEditOf(source: string, patch: Patch): LineEdit | undefined {
  const text = withoutMark(source);
  const { first, was, patched } = aroundPatch(text, patch);
  if (text === "" || was.endsWith("\n") !== patched.endsWith("\n")) return undefined;
  const [before, after] = [linesOf(was), linesOf(patched)];
  const head = sharedHead(before, after);
  const tail = sharedTail(before, after, head);
  const lines = after.slice(head, after.length - tail);
  if ((head === before.length && head === after.length) || lines.some((line) => line.includes("\r"))) return undefined;
  const [start, end] = [first + head + 1, first + before.length - tail];
  if (end >= start) return { start, end, lines };
  // an edit has to name a line: what is inserted takes the line above along, at the top of the file the one below
  const above = before[head - 1];
  if (above !== undefined) return { start: start - 1, end: start - 1, lines: [above, ...lines] };
  return { start: 1, end: 1, lines: [...lines, before[0] ?? ""] };
}

/** The lines that a patch touches and one on either side, as they are and as the patch makes them. */
function aroundPatch(text: string, { range: [from, to], text: inserted }: Patch): { first: number; was: string; patched: string } {
  const { starts } = linesIn(text);
  const first = Math.max(0, lineOf(starts, from) - 1);
  const [start, end] = [starts[first] ?? 0, starts[lineOf(starts, to) + 2] ?? text.length];
  return { first, was: text.slice(start, end), patched: text.slice(start, from) + inserted + text.slice(to, end) };
}

/** What a forge makes of an edit. */
export function applied(source: string, { start, end, lines }: LineEdit): string {
  const text = withoutMark(source);
  const before = linesOf(text);
  const after = [...before.slice(0, start - 1), ...lines, ...before.slice(end)];
  return after.join("\n") + (text.endsWith("\n") && after.length > 0 ? "\n" : "");
}

function linesOf(text: string): string[] {
  return text.replace(/\r\n/g, "\n").replace(/\n$/, "").split("\n");
}

function sharedHead(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function sharedTail(a: readonly string[], b: readonly string[], head: number): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) - head && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/** Nobody can judge a change in a longer line. */
const longest = 2000;

function isInLongLine(source: string, { range }: Patch): boolean {
  const { lines, starts } = linesIn(withoutMark(source));
  return range.some((offset) => (lines[lineOf(starts, offset)] ?? "").length > longest);
}

/** Lines of an edit that stay as they are; with more, the few that change are better seen in a diff. */
const mostUntouched = 20;

function isScattered(source: string, { start, end, lines }: LineEdit): boolean {
  const before = new Set(linesOf(withoutMark(source)).slice(start - 1, end));
  return lines.filter((line) => before.has(line)).length > mostUntouched;
}

/**
 * The first patch of a finding that a person may be asked to commit with a click, with its index. One is left out where
 * its lines are too long, hold characters that the person does not see, or lie far apart.
 *
 * @param fits whether its lines can be replaced at the place in question
 * @param offers asked last, since its answer may be costly
 */
export function committableEdit<Fit>(
  finding: Finding,
  source: string | undefined,
  fits: (edit: LineEdit, index: number) => Fit | undefined,
  offers: Offers = offersByTokens,
): Fit | undefined {
  if (source === undefined) return undefined;
  for (const [index, patch] of finding.patches.entries()) {
    const edit = isInLongLine(source, patch) ? undefined : lineEditOf(source, patch);
    if (edit === undefined || isScattered(source, edit) || edit.lines.some((line) => line.length > longest || visible(line) !== line)) continue;
    const fit = fits(edit, index);
    if (fit !== undefined && offers(finding, patch, source)) return fit;
  }
  return undefined;
}
