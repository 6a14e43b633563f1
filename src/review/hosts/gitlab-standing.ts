import { readMarker } from "../marker.js";
import type { Client } from "./client.js";
import { addressOf, type Merge, newestVersion } from "./gitlab-merge.js";
import { HostError } from "./host-error.js";
import type { Standing, Summary, Thread } from "./threads.js";

interface Discussion {
  readonly id: string;
  readonly notes: readonly Note[];
}

interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
  /** Written by GitLab itself, in the name of whoever pushed. */
  readonly system: boolean;
  readonly resolvable: boolean;
  readonly resolved?: boolean;
  readonly resolved_by?: { readonly id: number } | null;
  readonly position?: Position | null;
}

interface Position {
  readonly head_sha: string;
  readonly new_path: string;
  readonly new_line: number | null;
  readonly line_range?: { readonly start: End; readonly end: End } | null;
}

interface End {
  readonly new_line?: number | null;
}

/**
 * What stands on a merge request of ours. A note is ours where its author is the token's and its last line is our marker:
 * anybody can write a marker.
 */
export async function gitlabStanding(client: Client, merge: Merge): Promise<Standing> {
  const version = await newestVersion(client, merge);
  if (version === undefined) throw new HostError("missing", `GitLab has no commits of merge request !${String(merge.iid)} yet; run it again in a while.`);
  const reply = await client.send({ method: "GET", path: "/user" });
  const { id: own } = (reply?.body ?? {}) as { id?: number };
  const threads: Thread[] = [];
  const summaries: Summary[] = [];
  for await (const item of client.items(`${addressOf(merge)}/discussions?per_page=100`)) {
    const [note, ...replies] = (item as Discussion).notes;
    if (note === undefined || note.system || note.author.id !== own) continue;
    const said = readMarker(note.body);
    if (said === "summary") summaries.push({ id: String(note.id), body: note.body });
    else if (said !== undefined) {
      const answered = replies.some(({ system, author }) => !system && author.id !== own);
      threads.push({ ...threadOf((item as Discussion).id, note, said, version.head_sha), state: answered ? "theirs" : stateOf(note, own) });
    }
  }
  return { head: version.head_sha, threads, summary: summaries[0] };
}

function threadOf(id: string, { id: comment, body, position, resolvable }: Note, fingerprints: readonly string[], head: string): Omit<Thread, "state"> {
  return { id, comment: String(comment), path: position?.new_path ?? "", body, fingerprints, place: placeOf(position, head), resolvable };
}

function stateOf({ resolved, resolved_by: resolver }: Note, own: number | undefined): Thread["state"] {
  if (resolved !== true) return "open";
  return resolver?.id === own ? "closed" : "theirs";
}

/** GitLab moves the line of a comment along from version to version, and leaves its range behind. */
function placeOf(position: Note["position"], head: string): Thread["place"] {
  if (position?.head_sha !== head || position.new_line === null) return undefined;
  const { new_line: line, line_range: range } = position;
  const [first, last] = [range?.start.new_line, range?.end.new_line];
  return { start: first && last ? line - (last - first) : line, line };
}
