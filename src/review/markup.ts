/** How text is made safe for where it goes: Markdown on a forge, or plain text on a terminal. */
export type Markup = "markdown" | "plain";

/** C0 and C1 controls except tab and line feed, line separators, and the marks that reorder or hide text. */
export const unseenIn = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** What the runners of GitHub and Azure obey in a log: at the start of a line, or anywhere in it. */
const command = /^([^\S\n]*):(?=:)|#(?=#(?:\[|vso\[))/gm;

/** Spells out characters that a reader cannot see and a terminal would obey, and the first one of a command in a log. */
export function visible(text: string): string {
  const seen = text.replace(unseenIn, spelled);
  return seen.replace(command, (found, blanks: string | undefined) => (blanks === undefined ? spelled(found) : blanks + spelled(":")));
}

function spelled(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Code of one line; whatever backticks it holds, it ends where it should. */
export function inlineCode(code: string, markup: Markup): string {
  const shown = visible(code).replace(/\s+/g, " ").trim();
  if (markup === "plain") return `\`${shown}\``;
  if (shown === "") return "";
  const fence = "`".repeat(longestRun(shown, 0) + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return fence + pad + shown + pad + fence;
}

/** A sentence that may hold code between backticks; nothing else in it is markup. */
export function prose(text: string, markup: Markup): string {
  if (markup === "plain") return visible(text);
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  // where the code holds backticks of its own, the outermost are the sentence's
  const code = runs.length % 2 === 0 && runs.every((length) => length === 1) ? /`([^`]+)`/ : /`(.*)`/s;
  return text
    .split(code)
    .map((part, index) => (index % 2 === 1 ? inlineCode(part, markup) : escaped(part)))
    .join("");
}

/** A block of code inside a fence that is longer than any in it. */
export function fenced(code: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(code, 2) + 1));
  return `${fence}${language}\n${code}\n${fence}`;
}

/** A cell of a Markdown table: one line, and no bar that would end it. */
export function tableCell(markdown: string): string {
  return onOneLine(markdown).replace(/\\?\|/g, "\\|").trim();
}

const longest = 240;

/**
 * One line of code as a review shows it: nothing unseen, and at most 240 characters.
 *
 * @param around the column, counted from 0, that stays in sight
 */
export function codeLine(line: string, around = 0): string {
  const from = line.length > longest * 4 ? Math.max(0, Math.min(around - longest * 2, line.length - longest * 4)) : 0;
  const shown = visible(line.slice(from, from + longest * 4).replace(/\r$/, ""));
  if (shown.length <= longest) return shown;
  const start = Math.max(0, Math.min(around - from - longest / 2, shown.length - longest));
  return `${from + start > 0 ? "…" : ""}${shown.slice(start, start + longest)}${start + longest < shown.length ? "…" : ""}`;
}

function escaped(text: string): string {
  const sentence = onOneLine(visible(text));
  // at the start of a line, some characters make headings, lists, and commands to a forge
  const plain = sentence.replace(/[\\*_[\]<>|~&]|(?<=^\s*)[/#+=-]/g, "\\$&");
  // what a forge takes for a mention, a reference or an address is parted by a space of no width
  const parted = plain.replace(/[@#!%$](?=[\w"])|:(?=\/\/)|www(?=\.)/gi, "$&&#8203;");
  // a backslash before a backtick would stand next to the one that opens a span of code
  return parted.replace(/`/g, "&#96;");
}

/** Whole runs of blanks are looked at: a pattern that looks for the line feed in them would start at each blank anew. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, (blanks) => (blanks.includes("\n") ? " " : blanks));
}

function longestRun(text: string, atLeast: number): number {
  return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), atLeast);
}
