import { summaryFingerprints } from "../marker.js";
import type { Known, Outline, PlacedComment } from "../outline.js";
import { HostError } from "./host-error.js";
import { type Found, reconcile, settledIn } from "./reconcile.js";
import { sameBody, type Standing, type Summary, type Thread } from "./threads.js";

/** What posting asks of a forge. Every call throws a `HostError` where the forge refuses. */
export interface Host {
  /** What the forge calls a change that is to be merged. */
  readonly what: "pull request" | "merge request";
  /** What stands there now. */
  standing(): Promise<Standing>;
  /**
   * Posts new comments together.
   *
   * @param summary the text over them, where there is none yet
   * @returns the comments that the forge does not take at their place, and whether the summary stands
   */
  publish(comments: readonly PlacedComment[], summary: string | undefined): Promise<Published>;
  edit(thread: Thread, body: string): Promise<void>;
  /** @returns whether it is resolved; not where the token may not */
  resolve(thread: Thread): Promise<boolean>;
  /** Writes the summary anew, or edits the one that is there. */
  summarise(summary: Summary | undefined, body: string): Promise<void>;
}

export interface Published {
  readonly refused: readonly PlacedComment[];
  readonly summarised: boolean;
}

/** What is to be said, laid out again whenever more is known of what stands there already. */
export type Draft = (known: Known) => Outline;

export interface Delivered {
  readonly created: number;
  readonly updated: number;
  /** Threads that are resolved, of those whose findings are gone. */
  readonly resolved: { readonly done: number; readonly of: number };
  /** Comments that the forge did not take at their lines; they stand in the summary. */
  readonly refused: number;
  readonly summary: "new" | "edited" | "as it was" | "none";
}

/**
 * Brings what stands there to what is to be said. Each step looks at what is there, so that a run which was
 * ended in the middle is finished by the next.
 *
 * @param reviewed the commit that was reviewed; `undefined` where that does not matter, since nothing is sent
 * @throws {HostError} where the forge refuses, or there is a newer commit
 */
export async function deliver(host: Host, draft: Draft, found: Found, reviewed: string | undefined): Promise<Delivered> {
  const { head, threads, summary } = await host.standing();
  if (reviewed !== undefined && head !== reviewed) throw movedOn(host.what, head, reviewed);
  const summarised = new Set(summaryFingerprints(summary?.body ?? ""));
  const said = settledIn(threads, draft({ said: new Set(), summarised }).comments);
  const { comments } = draft({ said, summarised });
  const { create, update, resolve, resolved } = reconcile(comments, threads, found);
  for (const { thread, body } of update) await host.edit(thread, body);
  let done = resolved;
  for (const thread of resolve) if (await host.resolve(thread)) done += 1;
  const known = { said, summarised, resolved: { done, of: resolved + resolve.length } };
  const outline = draft(known);
  const silent = outline.counts.inline + outline.counts.summary === 0;
  const published = await publish(host, create, summary === undefined && !silent ? outline.summary : undefined);
  const result = { created: create.length - published.refused.length, updated: update.length, resolved: known.resolved, refused: published.refused.length };
  if (published.summarised) return { ...result, summary: "new" };
  if (silent && summary === undefined) return { ...result, summary: "none" };
  const told = draft({ ...known, summarised: new Set([...summarised, ...published.refused.flatMap(({ fingerprints }) => fingerprints)]) });
  if (summary !== undefined && sameBody(summary.body, told.summary)) return { ...result, summary: "as it was" };
  await host.summarise(summary, told.summary);
  return { ...result, summary: summary === undefined ? "new" : "edited" };
}

async function publish(host: Host, comments: readonly PlacedComment[], summary: string | undefined): Promise<Published> {
  if (comments.length === 0 && summary === undefined) return { refused: [], summarised: false };
  return host.publish(comments, summary);
}

/** The run for the newer commit says what there is to say. */
export function movedOn(what: Host["what"], head: string, reviewed: string): HostError {
  return new HostError("moved", `The ${what} has moved on to ${head.slice(0, 10)} since ${reviewed.slice(0, 10)} was reviewed; nothing was posted, the run for the newer commit will.`);
}
