import { createHash } from "node:crypto";
import type { Anchor } from "../anchors.js";
import type { Material, Review } from "../compose.js";
import type { ShownLine } from "../diff.js";
import type { LineEdit } from "../line-edit.js";
import { type Changes, type Forge, outlineOf } from "../outline.js";
import type { Templates } from "../templates.js";
import { fewComments, hardLimit, type Limits } from "./github.js";

/** What would be sent to GitLab: draft notes, published together, and one note on the merge request. */
export interface GitlabReview {
  /** Bodies of `POST …/draft_notes`; the poster adds the three SHAs of the merge request's version to each position. */
  readonly draft_notes: readonly { readonly note: string; readonly position: GitlabPosition }[];
  /** The body of `POST …/notes`. */
  readonly note: { readonly body: string };
}

export interface GitlabPosition {
  readonly position_type: "text";
  /** Both always, also of a new file. */
  readonly old_path: string;
  readonly new_path: string;
  readonly new_line: number;
  /** Of an unchanged line alone: GitLab refuses it on one that was added. */
  readonly old_line?: number;
  readonly line_range?: { readonly start: GitlabLine; readonly end: GitlabLine };
}

interface GitlabLine {
  readonly line_code: string;
  readonly type: "new";
  readonly new_line: number;
  readonly old_line?: number;
}

/** A suggestion reaches so many lines up from the one it stands on. */
const mostAbove = 100;

/**
 * What would be sent to GitLab.
 *
 * @returns `undefined` where there is nothing to say
 */
export function gitlabReview(review: Review, material: Pick<Material, "source" | "offers">, changes: Changes, templates: Templates, { maxComments }: Limits = {}): GitlabReview | undefined {
  if (review.comments.length === 0) return undefined;
  const { comments, summary } = outlineOf(review, material, changes, templates, gitlabForge({ maxComments }));
  return { draft_notes: comments.map(({ anchor, body }) => ({ note: body, position: positionOf(anchor) })), note: { body: summary } };
}

/** What GitLab takes. */
export function gitlabForge({ maxComments = fewComments }: Limits): Forge {
  return { suggestion, most: Math.min(maxComments, hardLimit) };
}

/** What GitLab obeys at the start of a line. Its older versions do so in a block of code, too, where that holds a fence. */
const quickAction = /^\/\w/;

/** The note stands on the last of the lines, and the suggestion reaches up from there. */
function suggestion({ start, end, lines }: LineEdit): string | undefined {
  return end - start > mostAbove || lines.some((line) => quickAction.test(line)) ? undefined : `suggestion:-${String(end - start)}+0`;
}

/** A place as GitLab takes it, without the commits. */
export function positionOf({ change, start, line, shown }: Anchor): GitlabPosition {
  const first = change.lines.get(start);
  const oldPath = change.oldPath ?? change.path;
  return {
    position_type: "text",
    old_path: oldPath,
    new_path: change.path,
    ...numbers(line, shown),
    ...(first === undefined || start === line ? {} : { line_range: { start: lineOf(change.path, start, first), end: lineOf(change.path, line, shown) } }),
  };
}

function numbers(line: number, { added, old }: ShownLine): { new_line: number; old_line?: number } {
  return added ? { new_line: line } : { old_line: old, new_line: line };
}

function lineOf(path: string, line: number, shown: ShownLine): GitlabLine {
  const code = createHash("sha1").update(path).digest("hex");
  return { line_code: `${code}_${String(shown.old)}_${String(line)}`, type: "new", ...numbers(line, shown) };
}
