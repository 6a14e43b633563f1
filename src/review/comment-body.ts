import { clipped, fitted, type Section } from "./budget.js";
import { type Comment, itemOf, type ShownPatch } from "./compose.js";
import { diagramOf } from "./diagram.js";
import type { Finding } from "./finding.js";
import { headed, linesNamed } from "./joined.js";
import { interleavingOf } from "./interleaving.js";
import { commentMarker } from "./marker.js";
import { fenced, inlineCode, prose } from "./markup.js";
import { render } from "./render.js";
import type { Templates } from "./templates.js";

/** A patch that a person can commit from a comment. */
export interface Offer {
  /** Which of the comment's patches it is. */
  readonly index: number;
  /** The word behind the fence. */
  readonly language: string;
  /** What takes the place of the lines that the comment stands on. */
  readonly lines: readonly string[];
}

/** A comment as it is told at one place of a forge. */
export interface Told {
  readonly comment: Comment;
  /** Other places in the file of which the very same is to be said. */
  readonly same: readonly Finding[];
  readonly edit: Offer | undefined;
  readonly fingerprints: readonly string[];
}

const ranks = { diagram: 1, alternatives: 2, background: 3, patch: 4, consequence: 5, interleaving: 6, concern: 7 } as const;

/** The text of a comment, never longer than a forge takes. */
export function commentBody(told: Told, templates: Templates): string {
  const t = (name: string): string => templates.phrase(name);
  const { comment, fingerprints } = told;
  const { finding, consequence, suggestion } = comment;
  const message = clipped(comment.message, 2000) === comment.message ? comment.message : prose(clipped(finding.message, 1000).replace(/`/g, ""), "markdown");
  const title = clipped(comment.title, 500) === comment.title ? comment.title : inlineCode(`${finding.rule}/${finding.messageId}`, "markdown");
  const sections: Section[] = [
    { text: `### ${title}` },
    { text: headed("Concern", message, templates) },
    { text: comment.concern, rank: ranks.concern },
    { text: sameAt(told, templates) },
    { text: othersOf(comment, templates), rank: ranks.alternatives },
    { text: consequence === "" ? "" : headed("Under production load", consequence, templates), rank: ranks.consequence },
    ...interleavingSections(finding, templates),
    { text: suggestion === "" ? "" : headed("Suggestion", suggestion, templates), rank: ranks.concern },
    { text: patchOf(told), rank: ranks.patch },
    { text: folded(t("Another way"), alternativesOf(told).map(diffBlock)), rank: ranks.alternatives },
    { text: backgroundOf(comment, templates), rank: ranks.background },
  ];
  return fitted(sections, t("cut"), [footerOf(finding, templates), commentMarker(fingerprints)]);
}

function interleavingSections(finding: Finding, templates: Templates): Section[] {
  const steps = interleavingOf(finding, templates, "markdown");
  if (steps.length === 0) return [];
  const list = steps.map(({ run, text, line }, index) => `${String(index + 1)}. ${templates.fill("a step", { run, step: text, line })}`);
  const diagram = diagramOf(interleavingOf(finding, templates, "plain"), String(finding.data["place"]));
  return [
    { text: `**${templates.phrase("interleaving")}**\n\n${list.join("\n")}`, rank: ranks.interleaving },
    { text: diagram === undefined ? "" : fenced(diagram, "mermaid"), rank: ranks.diagram },
  ];
}

const mostPlaces = 20;

function sameAt({ same }: Told, templates: Templates): string {
  if (same.length === 0) return "";
  const places = linesNamed(same.slice(0, mostPlaces).map(({ line }) => line), templates);
  const more = same.length - mostPlaces;
  return templates.fill(more > 0 ? "same and more" : "same", { places, more });
}

function othersOf({ others }: Comment, templates: Templates): string {
  if (others.length === 0) return "";
  const items = others.map((other) => `- ${itemOf(other, templates)}`);
  return `${templates.phrase("At the same place")}\n\n${items.join("\n")}`;
}

function patchOf({ comment, edit }: Told): string {
  if (edit !== undefined) return `${comment.patches[edit.index]?.title ?? ""}\n\n${suggestionBlock(edit)}`;
  const [first] = comment.patches;
  return first === undefined ? "" : diffBlock(first);
}

/** No line between the fences takes the lines out; one that is empty leaves an empty line. */
function suggestionBlock({ lines, language }: Offer): string {
  const block = fenced(lines.join("\n"), language);
  return lines.length === 0 ? block.replace(/\n\n/, "\n") : block;
}

function diffBlock({ title, diff }: ShownPatch): string {
  return `${title}\n\n${fenced(diff, "diff")}`;
}

function alternativesOf({ comment, edit }: Told): readonly ShownPatch[] {
  return comment.patches.filter((_, index) => index !== (edit?.index ?? 0));
}

function folded(summary: string, blocks: readonly string[]): string {
  return blocks.length === 0 ? "" : ["<details>", `<summary>${summary}</summary>`, ...blocks, "</details>"].join("\n\n");
}

function backgroundOf({ background }: Comment, templates: Templates): string {
  if (background === undefined) return "";
  const t = (name: string): string => templates.phrase(name);
  return folded(t("Background"), [
    headed("When this is fine", background.fine, templates),
    `**${t("Trade-offs")}**`,
    background.tradeOffs,
    headed("How to confirm it in production", background.confirm, templates),
  ]);
}

function footerOf({ rule, messageId, confidence, url }: Finding, templates: Templates): string {
  const name = `${rule}/${messageId}`;
  const linked = url === undefined ? name : `<a href="${encodeURI(url)}">${name}</a>`;
  const suppress = render(templates.phrase("suppress"), { rule: `concurrency-review/${rule}` }, "markdown");
  return `<sub>${linked} · ${templates.phrase(confidence)}</sub>\n\n<sub>${suppress}</sub>`;
}

/** The rule that the end of a comment names; `undefined` where it names none. */
export function ruleNamedIn(body: string): string | undefined {
  return [...body.matchAll(/concurrency-review\/([\w-]+)/g)].at(-1)?.[1];
}
