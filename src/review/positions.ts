import { lineOf, memoisedByText } from "./texts.js";

/** The text without a byte order mark, as ESLint counts it. */
export function withoutMark(source: string): string {
  return source.startsWith("\ufeff") ? source.slice(1) : source;
}

/** The offset of each line, with the line ends that ESLint knows. */
export const lineStarts: (text: string) => readonly number[] = memoisedByText((text) => {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(index + end.length);
  return starts;
});

/** The line of an offset and the column in it, both counted from 1, with the starts that `lineStarts` gives. */
export function positionAt(starts: readonly number[], offset: number): { line: number; column: number } {
  const line = lineOf(starts, offset);
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}
