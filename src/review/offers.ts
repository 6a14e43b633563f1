import jsTokens from "js-tokens";
import type { Finding, Patch } from "./finding.js";
import { withoutMark } from "./positions.js";
import { memoisedByText } from "./texts.js";

/** Whether a person may be asked to commit a patch with a click. */
export type Offers = (finding: Finding, patch: Patch, source: string) => boolean;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly sound: boolean;
  readonly comment: boolean;
}

/**
 * Judges a patch by its tokens, where nothing can parse the file: what it takes out and what it puts in are whole tokens
 * that open and close the same brackets, so that the file parses as before as far as brackets, strings and comments go.
 */
export const offersByTokens: Offers = ({ path }, { range: [from, to], text }, source) => {
  const jsx = !/\.[cm]?ts$/.test(path);
  const code = withoutMark(source);
  const tokens = (jsx ? tokensWithJsx : tokensWithoutJsx)(code);
  const inner = tokensWithin(tokens, from, to);
  if (inner.some(({ start, end }) => start < from || end > to)) return false;
  const inserted = tokensOf(text, jsx);
  const last = inserted.at(-1);
  const swallows = last?.comment === true && last.value.startsWith("//") && !/^(?:[\r\n]|$)/.test(code.slice(to));
  return to <= code.length && inserted.every(({ sound }) => sound) && !swallows && bracketsLeft(inner) === bracketsLeft(inserted);
};

/** Those that a range touches. */
function tokensWithin(tokens: readonly Token[], from: number, to: number): Token[] {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  let last = low;
  while ((tokens[last]?.start ?? to) < to) last += 1;
  return tokens.slice(low, last);
}

const tokensWithJsx = memoisedByText((source) => tokensOf(source, true));
const tokensWithoutJsx = memoisedByText((source) => tokensOf(source, false));
const blank: ReadonlySet<string> = new Set(["WhiteSpace", "LineTerminatorSequence"]);

function tokensOf(source: string, jsx: boolean): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const token of jsTokens(source, { jsx })) {
    const end = start + token.value.length;
    const sound = token.type !== "Invalid" && !("closed" in token && !token.closed);
    if (!blank.has(token.type)) tokens.push({ start, end, value: token.value, sound, comment: token.type.endsWith("Comment") });
    start = end;
  }
  return tokens;
}

const closers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The brackets that have no partner among the tokens, in order. */
function bracketsLeft(tokens: readonly Token[]): string {
  const left: string[] = [];
  for (const { value, comment } of tokens) {
    if (comment) continue;
    const ends = closers[value.charAt(0)] !== undefined && (value.length === 1 || /^\}[^]*[`{]$/.test(value));
    if (ends) {
      if (left.at(-1) === closers[value.charAt(0)]) left.pop();
      else left.push(value.charAt(0));
    }
    if (/^[([{]$/.test(value) || /^[`}][^]*\$\{$/.test(value)) left.push(value.at(-1) ?? "");
  }
  return left.join("");
}
