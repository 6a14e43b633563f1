import type { Material, Review } from "../compose.js";
import { type Changes, type Forge, outlineOf, type PlacedComment } from "../outline.js";
import type { Templates } from "../templates.js";

/** The body of `POST /repos/{owner}/{repo}/pulls/{number}/reviews`; the poster adds `commit_id`, the head it found. */
export interface GithubReview {
  readonly event: "COMMENT";
  readonly body: string;
  readonly comments: readonly GithubComment[];
}

export interface GithubComment {
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly side: "RIGHT";
  /** Only where the comment stands on several lines: GitHub refuses a start that is the end. */
  readonly start_line?: number;
  readonly start_side?: "RIGHT";
}

export interface Limits {
  /** How many comments a review may have. */
  readonly maxComments?: number | undefined;
}

export const fewComments = 10;
/** Nobody reads more, and GitHub takes a review with more for abuse. */
export const hardLimit = 30;

/**
 * What would be sent to GitHub.
 *
 * @returns `undefined` where there is nothing to say
 */
export function githubReview(review: Review, material: Pick<Material, "source" | "offers">, changes: Changes, templates: Templates, { maxComments }: Limits = {}): GithubReview | undefined {
  if (review.comments.length === 0) return undefined;
  const { comments, summary } = outlineOf(review, material, changes, templates, githubForge({ maxComments }));
  return { event: "COMMENT", body: summary, comments: comments.map(githubComment) };
}

/** What GitHub takes. */
export function githubForge({ maxComments = fewComments }: Limits): Forge {
  return { suggestion: () => "suggestion", most: Math.min(maxComments, hardLimit) };
}

/** A comment as an item of a review's `comments`. */
export function githubComment({ anchor: { change, start, line }, body }: PlacedComment): GithubComment {
  return { path: change.path, body, ...(start < line ? { start_line: start, start_side: "RIGHT" } : {}), line, side: "RIGHT" };
}
