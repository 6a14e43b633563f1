import { structuredPatch } from "diff";
import type { Patch } from "./finding.js";
import { codeLine } from "./markup.js";

/** A patch as the body of a unified diff: one hunk with two lines of context, without file names. */
export function diffOf(source: string, patch: Patch, context = 2): string {
  const [start, end] = patch.range;
  const from = lineStart(source, start, context);
  const to = lineEnd(source, end, context);
  const before = source.slice(from, to);
  const after = before.slice(0, start - from) + patch.text + before.slice(end - from);
  const { hunks } = structuredPatch("", "", unixed(before), unixed(after), "", "", { context });
  const offset = source.slice(0, from).split("\n").length - 1;
  return hunks
    .flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${String(oldStart + offset)},${String(oldLines)} +${String(newStart + offset)},${String(newLines)} @@`,
      ...lines.filter((line) => !line.startsWith("\\")).map((line) => codeLine(line)),
    ])
    .join("\n");
}

/** A line of code with its number. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Those of the lines that the text has, ascending, each once. */
export function linesOf(source: string, numbers: readonly number[]): NumberedLine[] {
  const lines = source.split("\n");
  return [...new Set(numbers)]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const text = lines[number - 1];
      return text === undefined ? [] : [{ number, text: text.replace(/\r$/, "") }];
    });
}

function unixed(text: string): string {
  return text.replace(/\r\n/g, "\n");
}

/** Where the line starts that stands `above` lines over the one at `offset`. */
function lineStart(source: string, offset: number, above: number): number {
  let at = startOfLine(source, offset);
  for (let line = 0; line < above && at > 0; line += 1) at = startOfLine(source, at - 1);
  return at;
}

function startOfLine(source: string, offset: number): number {
  // `lastIndexOf` takes a negative position for 0
  return offset === 0 ? 0 : source.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line ends that stands `below` lines under the one at `offset`, its line feed included. */
function lineEnd(source: string, offset: number, below: number): number {
  let at = offset;
  for (let line = 0; line <= below; line += 1) {
    const feed = source.indexOf("\n", at);
    if (feed === -1) return source.length;
    at = feed + 1;
  }
  return at;
}
