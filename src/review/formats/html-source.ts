import jsTokens from "js-tokens";
import { lineStarts, withoutMark } from "../positions.js";

/** What a stretch of code is: a keyword, a string, a comment, a number. */
export type Shade = "k" | "s" | "c" | "n";

/** A stretch of one line, from one column up to another, counted from 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shade: Shade | undefined;
}

/** A file as lines, with what each of their stretches is. */
export interface SourceText {
  readonly count: number;
  /** A line, counted from 1; empty past the end. */
  line(number: number): string;
  /** The stretches of a line that have a shade, ascending, as far as they reach into a part of it: a line may be very long. */
  shades(number: number, from: number, to: number): Stretch[];
}

type Shaded = readonly [start: number, end: number, shade: Shade];

const shadeOf: Readonly<Record<string, Shade>> = {
  StringLiteral: "s",
  NoSubstitutionTemplate: "s",
  TemplateHead: "s",
  TemplateMiddle: "s",
  TemplateTail: "s",
  RegularExpressionLiteral: "s",
  JSXString: "s",
  SingleLineComment: "c",
  MultiLineComment: "c",
  HashbangComment: "c",
  NumericLiteral: "n",
};
const keywords = new Set(
  ("abstract as async await break case catch class const continue declare default delete do else enum export extends false finally for from function " +
    "if implements import in instanceof interface let new null of private protected public readonly return satisfies static super switch this throw true " +
    "try type typeof undefined var void while yield").split(" "),
);
/** What is longer is shown without shades: nobody reads it. */
const mostShaded = 2_000_000;

/** Reads each file once, however many findings it has. */
export function sourcesOf(source: (path: string) => string | undefined): (path: string) => SourceText | undefined {
  const known = new Map<string, SourceText | undefined>();
  return (path) => {
    if (!known.has(path)) {
      const text = source(path);
      known.set(path, text === undefined ? undefined : sourceText(withoutMark(text), path));
    }
    return known.get(path);
  };
}

function sourceText(text: string, path: string): SourceText {
  const starts = lineStarts(text);
  const shaded = /\.[cm]?[jt]sx?$/.test(path) && text.length <= mostShaded ? shadedIn(text, !/\.[cm]?ts$/.test(path)) : [];
  const lines = new Map<number, string>();
  const line = (number: number): string => {
    const known = lines.get(number) ?? text.slice(starts[number - 1] ?? text.length, starts[number] ?? text.length).replace(/[\r\n\u2028\u2029]+$/, "");
    lines.set(number, known);
    return known;
  };
  return {
    count: starts.length,
    line,
    shades(number, first, last) {
      const start = starts[number - 1] ?? text.length;
      const { length } = line(number);
      const found: Stretch[] = [];
      for (let index = firstEndingAfter(shaded, start + first); index < shaded.length; index += 1) {
        const [from, to, shade] = shaded[index] as Shaded;
        if (from >= start + Math.min(length, last)) break;
        found.push({ from: Math.max(from - start, 0), to: Math.min(to - start, length), shade });
      }
      return found;
    },
  };
}

function shadedIn(text: string, jsx: boolean): Shaded[] {
  const found: Shaded[] = [];
  let start = 0;
  let before = "";
  for (const { type, value } of jsTokens(text, { jsx })) {
    const shade = type === "IdentifierName" && keywords.has(value) && before !== "." && before !== "?." ? "k" : shadeOf[type];
    if (shade !== undefined) found.push([start, start + value.length, shade]);
    start += value.length;
    before = value;
  }
  return found;
}

function firstEndingAfter(shaded: readonly Shaded[], offset: number): number {
  let [low, high] = [0, shaded.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shaded[middle]?.[1] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
