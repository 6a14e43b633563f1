import { structuredPatch } from "diff";
import type { Patch } from "./finding.js";
import { codeLine } from "./markup.js";
import { lineOf, linesIn } from "./texts.js";

/** Of a longer line, a diff shows what stands so near to the change. */
const near = 100;
/** Beyond so many edits, to look for lines that stayed costs more than it shows. */
const mostEdits = 1000;

/** A patch as the body of a unified diff: one hunk with two lines of context, without file names. */
export function diffOf(source: string, patch: Patch, context = 2): string {
  const [start, end] = patch.range;
  const { lines, starts } = linesIn(source);
  const [first, last] = [lineOf(starts, start), lineOf(starts, end)];
  const from = Math.max(0, first - context);
  const above = lines.slice(from, first).map((line) => codeLine(line));
  const below = lines.slice(last + 1, last + 1 + context).map((line) => codeLine(line));
  const head = source.slice(starts[first] ?? 0, start);
  const tail = source.slice(end, (starts[last] ?? 0) + (lines[last] ?? "").length);
  const changed = (text: string): string => unixed((head.length > near * 1.2 ? `…${head.slice(-near)}` : head) + text + (tail.length > near * 1.4 ? `${tail.slice(0, near)}…` : tail));
  const whole = (text: string): string => [...above, changed(text), ...below].join("\n").replace(/\n?$/, "\n");
  return hunksOf(whole(source.slice(start, end)), whole(patch.text), context)
    .flatMap(({ oldStart, oldLines, newStart, newLines, lines: shown }) => [
      `@@ -${String(oldStart + from)},${String(oldLines)} +${String(newStart + from)},${String(newLines)} @@`,
      ...shown.filter((line) => !line.startsWith("\\")).map((line) => codeLine(line)),
    ])
    .join("\n");
}

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

function hunksOf(before: string, after: string, context: number): readonly Hunk[] {
  const patch = structuredPatch("", "", before, after, "", "", { context, maxEditLength: mostEdits }) as { hunks: Hunk[] } | undefined;
  if (patch !== undefined) return patch.hunks;
  const [old, now] = [before, after].map((text) => text.replace(/\n$/, "").split("\n")) as [string[], string[]];
  return [{ oldStart: 1, oldLines: old.length, newStart: 1, newLines: now.length, lines: [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)] }];
}

/** A line of code with its number. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Those of the lines that the text has, ascending, each once. */
export function linesOf(source: string, numbers: readonly number[]): NumberedLine[] {
  const { lines } = linesIn(source);
  return [...new Set(numbers)]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const text = lines[number - 1];
      return text === undefined ? [] : [{ number, text: text.replace(/\r$/, "") }];
    });
}

function unixed(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(/\r$/, "");
}
