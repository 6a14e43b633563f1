import type { TSESLint } from "@typescript-eslint/utils";
import type { File } from "../analysis/file.js";
import { perFile } from "../analysis/per-file.js";
import { listOf } from "./script-bounds.js";

type Unit = "  " | "    " | "\t";

/** A fix whose new lines are indented as the lines of its file are: repairs write two spaces for each level. */
export function inOwnIndent(file: File, fix: TSESLint.ReportFixFunction): TSESLint.ReportFixFunction {
  return (fixer) => {
    const made = fix(fixer);
    const unit = unitOf(file);
    if (made === null || unit === "  ") return made;
    return listOf(made).map((one) => ({ ...one, text: indented(file, one, unit) }));
  };
}

function indented(file: File, { range: [at], text }: TSESLint.RuleFix, unit: Unit): string {
  const { line, column } = file.source.getLocFromIndex(at);
  if (text === "  " && (file.source.lines[line - 1] ?? "").slice(0, column).trim() === "") return unit;
  const base = (/^\s*/.exec(file.source.lines[line - 1] ?? "")?.[0] ?? "").length;
  return text.replaceAll(/\n( +)/g, (_, { length }: string) => `\n${unit === "\t" ? tabs(length, base) : fours(length, base)}`);
}

/** A column is one tab of the file, or half a level of the repair. */
function tabs(column: number, base: number): string {
  return "\t".repeat(column <= base ? column : base + Math.ceil((column - base) / 2));
}

/** Two columns more than a whole number of levels are one more. */
function fours(column: number, base: number): string {
  return " ".repeat((column - base) % 4 === 2 ? column + 2 : column);
}

/** What most lines of a file are indented by. */
const unitOf = perFile((file): Unit => {
  let [tabbed, halves, spaced] = [0, 0, 0];
  for (const line of file.source.lines) {
    if (line.startsWith("\t")) tabbed += 1;
    const spaces = /^( +)[^\s*]/.exec(line)?.[1]?.length ?? 0;
    if (spaces > 0) spaced += 1;
    if (spaces % 4 === 2) halves += 1;
  }
  if (tabbed > spaced) return "\t";
  return spaced > 0 && halves * 10 < spaced ? "    " : "  ";
});
