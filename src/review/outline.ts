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

/** What stands on the forge already. By fingerprints. */
export interface Known {
  /** Told by comments that stay as they are. */
  readonly said: ReadonlySet<string>;
  /** Told by the summary, and not to be moved to a comment of their own later. */
  readonly summarised: ReadonlySet<string>;
  /** Threads that are resolved, of those whose findings are gone. */
  readonly resolved?: { readonly done: number; readonly of: number } | undefined;
}

/** What differs between forges. */
export interface Forge extends Partial<Known> {
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
  const { said = none, summarised = none, resolved, most } = forge;
  const allIn = (names: ReadonlySet<string>, comments: readonly Comment[]): boolean => fingerprintsOf(comments, review).every((one) => names.has(one));
  const open = review.comments.filter((comment) => !allIn(said, [comment]));
  const placed: PlacedComment[] = [];
  const left: Comment[] = [];
  for (const group of grouped(open)) {
    const wanted = placed.length < most && !allIn(summarised, group);
    const comment = wanted ? placedComment(group, review, material, changes, templates, forge) : undefined;
    if (comment === undefined) left.push(...group);
    else placed.push(comment);
  }
  const summary = left.flatMap(findingsOf).length;
  const counts = { ...review.counts, inline: review.counts.inline + review.counts.summary - summary, summary };
  const rest = { left, fingerprints: fingerprintsOf(left, review), resolved };
  return { comments: placed, summary: summaryBody({ ...review, counts }, rest, templates), counts };
}

const none: ReadonlySet<string> = new Set();

function fingerprintsOf(comments: readonly Comment[], { fingerprints }: Review): string[] {
  return comments.flatMap(findingsOf).flatMap((one) => fingerprints.get(one) ?? []);
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
    const others = group.filter((other) => other !== comment);
    const fingerprints = fingerprintsOf([comment, ...others], review);
    const told = { comment: withBackground(comment, group), same: others.map((other) => other.finding), edit: offered?.edit, fingerprints };
    return { anchor, fingerprints, body: commentBody(told, templates) };
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
