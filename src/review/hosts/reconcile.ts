import type { PlacedComment } from "../outline.js";
import { sameBody, type Thread } from "./threads.js";

/** What a run found out, as far as it bears on what was said before. */
export interface Found {
  /** The fingerprints of every finding that the code still has, told or not. */
  readonly present: ReadonlySet<string>;
  /** Whether the run would have found what stands in a thread: the file was read, and the rule is still on. */
  wouldFind(thread: Thread): boolean;
}

/** What makes of the comments that are there the ones that are wanted. */
export interface Actions {
  readonly create: readonly PlacedComment[];
  readonly update: readonly { readonly thread: Thread; readonly body: string }[];
  readonly resolve: readonly Thread[];
  /** How many threads are resolved already whose findings are gone. */
  readonly resolved: number;
}

/**
 * Compares the comments that are wanted with the threads that are there. Nothing is said twice; what a person has touched
 * is left alone; a thread is resolved only where its findings are gone for sure.
 */
export function reconcile(wanted: readonly PlacedComment[], threads: readonly Thread[], found: Found): Actions {
  const free = new Set(threads.filter(({ state }) => state === "open"));
  const create: PlacedComment[] = [];
  const update: { thread: Thread; body: string }[] = [];
  for (const comment of wanted) {
    const thread = [...free].find(({ fingerprints }) => share(fingerprints, comment.fingerprints));
    if (thread !== undefined) free.delete(thread);
    const change = changeOf(comment, thread);
    if (change === "create") create.push(comment);
    else if (change === "update" && thread !== undefined) update.push({ thread, body: comment.body });
  }
  const gone = threads.filter((thread) => isGone(thread, found));
  return { create, update, resolve: gone.filter(({ state }) => state === "open"), resolved: gone.filter(({ state }) => state === "closed").length };
}

/**
 * A comment stays on the lines that it was made for, and its suggestion replaces those. So it is edited only where it
 * still stands on the lines that the new text is for.
 */
function changeOf({ anchor, body, fingerprints }: PlacedComment, thread: Thread | undefined): "create" | "update" | "keep" {
  if (thread === undefined) return "create";
  if (sameBody(thread.body, body)) return "keep";
  if (thread.path === anchor.change.path && thread.place?.start === anchor.start && thread.place.line === anchor.line) return "update";
  return fingerprints.every((one) => thread.fingerprints.includes(one)) ? "keep" : "create";
}

function isGone(thread: Thread, found: Found): boolean {
  return thread.state !== "theirs" && !thread.fingerprints.some((one) => found.present.has(one)) && found.wouldFind(thread);
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}

/**
 * The fingerprints of what is said and stays as it is: in threads that people have taken over, and in open ones for which
 * the layout has no comment.
 */
export function settledIn(threads: readonly Thread[], wanted: readonly PlacedComment[]): Set<string> {
  const placed = new Set(wanted.flatMap(({ fingerprints }) => fingerprints));
  const settled = threads.filter(({ state, fingerprints }) => state === "theirs" || (state === "open" && !fingerprints.some((one) => placed.has(one))));
  return new Set(settled.flatMap(({ fingerprints }) => fingerprints));
}
