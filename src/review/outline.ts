import { anchorOf, anchorOfEdit, type Anchor } from "./anchors.js";
import { commentBody, type Offer } from "./comment-body.js";
import type { Comment, Material, Review } from "./compose.js";
import type { FileChange } from "./diff.js";
import type { Finding } from "./finding.js";
import { committableEdit, type LineEdit } from "./line-edit.js";
import type { Counts } from "./select.js";
import { summaryBody } from "./summary.js";
import type { Templates } from "./templates.js";

/** What a forge is asked to show: comments at lines of the diff, and one text over all. */
export interface Outline {
  readonly comments: readonly PlacedComment[];
  readonly summary: string;
  readonly counts: Counts;
}

export interface PlacedComment {
  readonly anchor: Anchor;
  readonly body: string;
  readonly fingerprints: readonly string[];
}

/** What differs between forges. */
export interface Forge {
  /** The word behind the fence of a suggestion that replaces these lines; `undefined` for more lines than it takes. */
  suggestion(edit: LineEdit): string | undefined;
  /** How many comments there may be. */
  readonly most: number;
}

/** The change that the findings' files are in, by the path that the findings have. */
export type Changes = ReadonlyMap<string, FileChange>;

/**
 * Lays a review out for a forge. Each comment stands where the diff shows its finding; findings without such a line, and
 * those beyond the number of comments, stand in the summary.
 */
export function outlineOf(review: Review, material: Pick<Material, "source" | "offers">, changes: Changes, templates: Templates, forge: Forge): Outline {
  const placed: { comment: PlacedComment; findings: readonly Finding[] }[] = [];
  const left: Comment[] = [];
  for (const group of grouped(review.comments)) {
    const comment = placed.length < forge.most ? placedComment(group, review, material, changes, templates, forge) : undefined;
    if (comment === undefined) left.push(...group);
    else placed.push({ comment, findings: group.flatMap(findingsOf) });
  }
  const inline = placed.reduce((sum, { findings }) => sum + findings.length, 0);
  const counts = { ...review.counts, inline, summary: review.counts.inline + review.counts.summary - inline };
  return { comments: placed.map(({ comment }) => comment), summary: summaryBody({ ...review, counts }, left, templates), counts };
}

function findingsOf({ finding, others }: Comment): Finding[] {
  return [finding, ...others];
}

/** A body has to hold the fingerprints of all. */
const mostInOne = 200;

/** Comments of one file that say the very same thing are one, up to a number. */
function grouped(comments: readonly Comment[]): Comment[][] {
  const all: Comment[][] = [];
  const groups = new Map<string, Comment[]>();
  for (const comment of comments) {
    const { rule, messageId, path } = comment.finding;
    const key = JSON.stringify([rule, messageId, path, comment.title]);
    const group = groups.get(key);
    if (group !== undefined && group.length < mostInOne) group.push(comment);
    else {
      const opened = [comment];
      all.push(opened);
      groups.set(key, opened);
    }
  }
  return all;
}

function placedComment(
  group: readonly Comment[],
  review: Review,
  material: Pick<Material, "source" | "offers">,
  changes: Changes,
  templates: Templates,
  forge: Forge,
): PlacedComment | undefined {
  for (const comment of group) {
    const { finding } = comment;
    const change = changes.get(finding.path);
    const offered = offerOf(comment, material, change, forge);
    const anchor = offered?.anchor ?? anchorOf(finding, change);
    if (anchor === undefined) continue;
    const same = group.filter((other) => other !== comment).map((other) => other.finding);
    const fingerprints = [comment, ...group.filter((other) => other !== comment)].flatMap(findingsOf).flatMap((one) => review.fingerprints.get(one) ?? []);
    return { anchor, fingerprints, body: commentBody({ comment: withBackground(comment, group), same, edit: offered?.edit, fingerprints }, templates) };
  }
  return undefined;
}

/** Told with the first of a kind, which need not be the one of the group that has a place. */
function withBackground(comment: Comment, group: readonly Comment[]): Comment {
  return { ...comment, background: comment.background ?? group.find(({ background }) => background !== undefined)?.background };
}

/** The first patch that can be committed where the diff shows all its lines. */
function offerOf(
  { finding }: Comment,
  { source, offers }: Pick<Material, "source" | "offers">,
  change: FileChange | undefined,
  forge: Forge,
): { anchor: Anchor; edit: Offer } | undefined {
  const own = anchorOf(finding, change);
  const fits = (edit: LineEdit, index: number): { anchor: Anchor; edit: Offer } | undefined => {
    const anchor = anchorOfEdit(edit, change);
    const language = forge.suggestion(edit);
    // a patch in another hunk would tear the comment from the line it speaks of
    if (anchor === undefined || language === undefined || (own !== undefined && own.shown.hunk !== anchor.shown.hunk)) return undefined;
    return { anchor, edit: { index, language, lines: edit.lines } };
  };
  return committableEdit(finding, source(finding.path), fits, offers);
}
