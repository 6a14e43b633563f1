import { type Comment, itemOf, placeOf, type Review, type ShownPatch } from "../compose.js";
import { codeLine, fenced, tableCell } from "../markup.js";
import { headed } from "../joined.js";
import type { Templates } from "../templates.js";

/** The review as a document: general assessment, numbered findings, closing table. */
export function markdown(review: Review, templates: Templates): string {
  const t = (name: string): string => templates.phrase(name);
  const blocks = [`## ${t("General assessment")}`, review.assessment, ...countsOf(review, templates)];
  if (review.comments.length > 0) {
    blocks.push(`## ${t("Findings")}`);
    // one by one: a call does not take as many arguments as there may be findings
    for (const comment of review.comments) blocks.push(...commentBlocks(comment, templates));
  }
  if (review.table.length > 0) blocks.push(`## ${t("In short")}`, closingTable(review, templates));
  return `${blocks.join("\n\n")}\n`;
}

/** Only where something was found that is not told here. */
function countsOf({ counts, ofChange }: Review, templates: Templates): string[] {
  if (counts.inline === counts.found && !ofChange) return [];
  return [templates.fill("counts", { ...counts })];
}

function commentBlocks(comment: Comment, templates: Templates): string[] {
  const { phrase: t, fill } = templates;
  const { finding, message, concern, consequence, suggestion } = comment;
  const [first, ...alternatives] = comment.patches;
  const blocks = [
    `### ${String(comment.number)}. ${comment.title}`,
    `${placeOf(finding, "markdown")} · ${t(finding.severity)} · \`${finding.rule}/${finding.messageId}\` · ${t(finding.confidence)}`,
    headed("Concern", concern === "" ? message : fill("two sentences", { first: message, second: concern }), templates),
  ];
  if (consequence !== "") blocks.push(headed("Under production load", consequence, templates));
  if (first === undefined || !shows(first, finding.line)) blocks.push(...excerptOf(comment));
  if (suggestion !== "") blocks.push(headed("Suggestion", suggestion, templates));
  if (first !== undefined) blocks.push(...patchBlocks(first));
  blocks.push(...othersOf(comment, templates), ...folded(comment, alternatives, templates));
  return blocks;
}

function patchBlocks({ title, diff }: ShownPatch): string[] {
  return [title, fenced(diff, "diff")];
}

/** The patch of a long call may begin far below the line that the finding names. */
function shows({ diff }: ShownPatch, line: number): boolean {
  return [...diff.matchAll(/^@@ -(\d+),(\d+) /gm)].some(([, start, count]) => line >= Number(start) && line < Number(start) + Number(count));
}

function excerptOf({ finding, lines }: Comment): string[] {
  if (lines.length === 0) return [];
  const language = /\.[cm]?tsx?$/.test(finding.path) ? "ts" : "js";
  const code = lines.flatMap(({ number, text }, index) => {
    const gap = index > 0 && number !== (lines[index - 1]?.number ?? 0) + 1;
    return [...(gap ? ["// …"] : []), codeLine(text, number === finding.line ? finding.column : 0)];
  });
  return [fenced(code.join("\n"), language)];
}

function othersOf({ others }: Comment, templates: Templates): string[] {
  if (others.length === 0) return [];
  const items = others.map((other) => `- ${itemOf(other, templates)}`);
  return [`${templates.phrase("At the same place")}\n\n${items.join("\n")}`];
}

function folded({ background }: Comment, alternatives: readonly ShownPatch[], templates: Templates): string[] {
  const t = (name: string): string => templates.phrase(name);
  const inside = alternatives.flatMap(patchBlocks);
  if (inside.length > 0) inside.unshift(`**${t("Another way")}**`);
  if (background !== undefined) {
    inside.push(
      headed("When this is fine", background.fine, templates),
      `**${t("Trade-offs")}**`,
      background.tradeOffs,
      headed("How to confirm it in production", background.confirm, templates),
    );
  }
  if (inside.length === 0) return [];
  const summary = t(background === undefined ? "Another way" : "Background");
  return ["<details>", `<summary>${summary}</summary>`, ...inside, "</details>"];
}

function closingTable({ table }: Review, templates: Templates): string {
  const rows = [
    [templates.phrase("Concern"), templates.phrase("Suggestion")],
    ["---", "---"],
    ...table.map(({ concern, suggestion }) => [tableCell(concern), tableCell(suggestion)]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
