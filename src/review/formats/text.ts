import type { Comment, Review } from "../compose.js";
import { messageOf, placeOf } from "../compose.js";
import { codeLine, visible } from "../markup.js";
import type { Templates } from "../templates.js";

type Paint = (style: keyof typeof styles, text: string) => string;

const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
const width = 100;
const indent = "   ";

/**
 * The review for a person at a terminal: each comment with the code it speaks of.
 *
 * @param color whether to use terminal colours
 */
export function text(review: Review, templates: Templates, { color }: { readonly color: boolean }): string {
  const paint: Paint = (style, words) => (color ? `\u001b[${String(styles[style])}m${words}\u001b[0m` : words);
  const blocks = review.comments.map((comment) => commentText(comment, templates, paint));
  return `${[...blocks, closing(review, paint)].join("\n\n")}\n`;
}

function commentText(comment: Comment, templates: Templates, paint: Paint): string {
  const { finding, number, title, message, suggestion, others, patches } = comment;
  const color = finding.severity === "error" ? "red" : "yellow";
  const place = placeOf(finding, "plain").slice(1, -1);
  const parts = [
    `${paint("bold", wrapped(`${String(number)}. ${title}`, ""))}\n${indent}${paint("cyan", place)}  ${paint(color, finding.severity)}  ${paint("dim", `${finding.rule}/${finding.messageId}`)}`,
    wrapped(message, indent),
    frame(comment, color, paint),
  ];
  for (const other of others) parts.push(wrapped(`${templates.phrase("At the same place")} ${messageOf(other, "plain")}`, indent));
  if (suggestion !== "") parts.push(wrapped(`${templates.phrase("Suggestion")}: ${suggestion}`, indent));
  const [patch] = patches;
  if (patch !== undefined) parts.push(`${wrapped(patch.title, indent)}\n${colouredDiff(patch.diff, paint)}`);
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The lines of evidence with their numbers, and a mark under what the finding stands on. */
function frame({ finding, lines }: Comment, color: "red" | "yellow", paint: Paint): string {
  const gutter = String(lines.at(-1)?.number ?? 0).length;
  return lines
    .flatMap(({ number, text: code }, index) => {
      const gap = index > 0 && number !== (lines[index - 1]?.number ?? 0) + 1;
      const line = `${indent}${paint("dim", `${String(number).padStart(gutter)} │`)} ${tabless(codeLine(code, finding.column))}`;
      const shown = gap ? `${indent}${paint("dim", "⋮".padStart(gutter))}\n${line}` : line;
      if (number !== finding.line || code.length > 200) return [shown];
      const before = tabless(visible(code.slice(0, finding.column - 1))).length;
      const end = finding.endLine === finding.line ? finding.endColumn - 1 : code.trimEnd().length;
      const marked = Math.max(1, tabless(visible(code.slice(finding.column - 1, end))).length);
      const mark = `${" ".repeat(before)}${paint(color, "^".repeat(marked))}`;
      return [shown, `${indent}${" ".repeat(gutter)} ${paint("dim", "│")} ${mark}`];
    })
    .join("\n");
}

function tabless(code: string): string {
  return code.replace(/\t/g, "    ");
}

function colouredDiff(diff: string, paint: Paint): string {
  return diff
    .split("\n")
    .map((line) => {
      const shown = indent + tabless(line);
      if (line.startsWith("+")) return paint("green", shown);
      return line.startsWith("-") ? paint("red", shown) : paint("dim", shown);
    })
    .join("\n");
}

function closing({ assessment, counts, comments, findings, ofChange }: Review, paint: Paint): string {
  const lines: string[] = [];
  if (comments.length > 0) lines.push(wrapped(assessment, ""), "");
  else lines.push(assessment);
  if (comments.length > 0) lines.push(paint("bold", tally(findings.map(({ severity }) => severity))));
  const { outside, suppressed } = counts;
  const left = [ofChange ? `${String(outside)} outside the change` : "", suppressed > 0 || ofChange ? `${String(suppressed)} suppressed` : ""];
  const told = left.filter((part) => part !== "").join(", ");
  if (told !== "") lines.push(paint("dim", `Not shown: ${told}.`));
  return lines.join("\n");
}

function tally(severities: readonly string[]): string {
  const errors = severities.filter((severity) => severity === "error").length;
  const warnings = severities.length - errors;
  const told = [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""];
  return `${counted(severities.length, "finding")}: ${told.filter((part) => part !== "").join(", ")}.`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Breaks at spaces before the hundredth column; a word longer than that stays whole. */
function wrapped(sentence: string, start: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of sentence.split(/\s+/)) {
    if (line !== "" && start.length + line.length + 1 + word.length > width) {
      lines.push(start + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  // a word that comes to stand at the start of a line may be a command there
  return visible([...lines, start + line].join("\n"));
}
