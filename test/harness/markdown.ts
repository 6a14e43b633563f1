/** One fenced block of code in a Markdown file. */
export interface Block {
  readonly language: Language;
  /** The bare words of the info string. */
  readonly words: ReadonlySet<string>;
  /** The `key=value` pairs of the info string. */
  readonly values: ReadonlyMap<string, string>;
  /** The headings it stands under, outermost first, without the title of the file. */
  readonly headings: readonly string[];
  /** Line of the fence in the Markdown file. */
  readonly line: number;
  readonly code: string;
}

export type Language = "ts" | "tsx" | "js" | "jsx";

const languages: readonly string[] = ["ts", "tsx", "js", "jsx"] satisfies Language[];
const fence = /^(?<marks>`{3,})(?<info>[^`]*)$/;

/** The blocks of TypeScript and JavaScript in a Markdown text; blocks of other languages are prose. */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: Block[] = [];
  let headings: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    headings = headingsAfter(line, headings);
    const opening = fence.exec(line)?.groups;
    if (!opening) continue;
    const closing = endOf(lines, index + 1, opening["marks"] ?? "");
    const [language = "", ...rest] = wordsOf((opening["info"] ?? "").trim());
    if (languages.includes(language)) {
      const code = lines.slice(index + 1, closing).join("\n") + "\n";
      blocks.push({ language: language as Language, ...sorted(rest), headings, line: index + 1, code });
    }
    index = closing;
  }
  return blocks;
}

function headingsAfter(line: string, headings: readonly string[]): string[] {
  const [, marks = "", text = ""] = /^(#+)\s+(.*)$/.exec(line) ?? [];
  if (marks === "") return [...headings];
  return marks.length === 1 ? [] : [...headings.slice(0, marks.length - 2), text];
}

function endOf(lines: readonly string[], from: number, marks: string): number {
  const found = lines.findIndex((line, index) => index >= from && line.trimEnd() === marks);
  if (found < 0) throw new Error(`The block that opens on line ${from} is never closed.`);
  return found;
}

function sorted(rest: readonly string[]): Pick<Block, "words" | "values"> {
  const pairs = rest.filter((word) => word.includes("="));
  return {
    words: new Set(rest.filter((word) => !word.includes("="))),
    values: new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)])),
  };
}

/** Splits at spaces, but not inside of JSON: `ts options={"a": [1, 2]} loose`. */
export function wordsOf(info: string): string[] {
  const split = splitOutside(info, /\s/);
  return split.map((word) => word.trim()).filter((word) => word !== "");
}

/** Splits a text at a separator that stands outside of quotes, brackets, braces and parentheses. */
export function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  let quote = "";
  for (const char of text) {
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"') quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    const ends = depth === 0 && quote === "" && separator.test(char);
    if (ends) parts.push(part);
    part = ends ? "" : part + char;
  }
  return [...parts, part];
}
