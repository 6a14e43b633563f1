import { positionOf } from "../formats/gitlab.js";
import { readMarker } from "../marker.js";
import type { PlacedComment } from "../outline.js";
import type { Client, Request } from "./client.js";
import { movedOn } from "./deliver.js";
import { addressOf, type Commits, type Merge, newestVersion } from "./gitlab-merge.js";
import { gitlabStanding } from "./gitlab-standing.js";
import { doneUnless, HostError } from "./host-error.js";
import { allStand, sameBody, type Thread } from "./threads.js";

interface Draft {
  readonly id: number;
  readonly note: string;
  /** Where the comment will stand; `null` where GitLab finds no such line. */
  readonly line_code: string | null;
}

/**
 * Publishes comments together, as one notification: as drafts that nobody sees, and then all at once. Drafts that an
 * earlier run left behind are thrown away first.
 *
 * @returns the comments that do not stand there afterwards: where there are no drafts to be had, all of them
 * @throws {HostError} where the merge request has moved on meanwhile, and nothing was published
 */
export async function publishDrafts(client: Client, merge: Merge, commits: Commits, comments: readonly PlacedComment[]): Promise<readonly PlacedComment[]> {
  // publishing takes along all drafts of a user, and those of a person are not for us to publish
  if ((await orElse("unavailable", () => discardOurs(client, merge))) !== "clean") return comments;
  const left = await orElse(undefined, () => together(client, merge, commits, comments));
  if (left !== undefined) return left;
  await orElse(undefined, () => discardOurs(client, merge));
  return missing(comments, (await gitlabStanding(client, merge)).threads);
}

async function together(client: Client, merge: Merge, commits: Commits, comments: readonly PlacedComment[]): Promise<readonly PlacedComment[]> {
  const [drafted, left]: [PlacedComment[], PlacedComment[]] = [[], []];
  for (const comment of comments) {
    const holds = await isDrafted(client, merge, commits, comment);
    (holds ? drafted : left).push(comment);
  }
  if (drafted.length === 0) return left;
  const head = (await newestVersion(client, merge))?.head_sha ?? commits.head_sha;
  if (head !== commits.head_sha) {
    await discardOurs(client, merge);
    throw movedOn("merge request", head, commits.head_sha);
  }
  const threads = await publishAll(client, merge, drafted);
  const lost = threads === undefined ? [] : missing(drafted, threads);
  if (lost.length > 0) await discardOurs(client, merge);
  return [...left, ...lost];
}

/** @returns whether a draft holds the comment, and at a line */
async function isDrafted(client: Client, merge: Merge, commits: Commits, { anchor, body }: PlacedComment): Promise<boolean> {
  let draft: Draft | undefined;
  const request: Request = {
    method: "POST",
    path: `${addressOf(merge)}/draft_notes`,
    body: { note: body, position: { ...commits, ...positionOf(anchor) } },
    landed: async () => (await draftsOf(client, merge)).some(({ note }) => sameBody(note, body)),
  };
  const drafted = await doneUnless("invalid", async () => (draft = (await client.send(request))?.body as Draft | undefined));
  if (draft?.line_code !== null) return drafted;
  // published, it would be lost without a word
  await discard(client, merge, draft);
  return false;
}

/** @returns the threads that are there then; `undefined` where nothing was sent */
async function publishAll(client: Client, merge: Merge, drafted: readonly PlacedComment[]): Promise<readonly Thread[] | undefined> {
  let threads: readonly Thread[] | undefined;
  const look = async (): Promise<readonly Thread[]> => (threads = (await gitlabStanding(client, merge)).threads);
  const reply = await client.send({
    method: "POST",
    path: `${addressOf(merge)}/draft_notes/bulk_publish`,
    // where some stand and others do not, to publish again would double those that do
    landed: async () => missing(drafted, await look()).length < drafted.length,
  });
  return reply === undefined ? threads : look();
}

async function draftsOf(client: Client, merge: Merge): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for await (const item of client.items(`${addressOf(merge)}/draft_notes?per_page=100`)) drafts.push(item as Draft);
  return drafts;
}

/** @returns `clean` where no other drafts of the user are left */
async function discardOurs(client: Client, merge: Merge): Promise<"clean" | "others"> {
  const drafts = await draftsOf(client, merge);
  const ours = drafts.filter(({ note }) => readMarker(note) !== undefined);
  for (const draft of ours) await discard(client, merge, draft);
  return ours.length === drafts.length ? "clean" : "others";
}

async function discard(client: Client, merge: Merge, { id }: Draft): Promise<void> {
  // where it is gone already, that is what was meant
  await doneUnless("missing", () => client.send({ method: "DELETE", path: `${addressOf(merge)}/draft_notes/${String(id)}` }));
}

function missing(comments: readonly PlacedComment[], threads: readonly Thread[]): PlacedComment[] {
  return comments.filter(({ body }) => !allStand([body], threads));
}

/** Older GitLabs have no drafts, or cannot publish them together, and a draft that is broken breaks them all. */
async function orElse<Value, Other>(other: Other, attempt: () => Promise<Value>): Promise<Value | Other> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof HostError && ["forbidden", "missing", "invalid", "unreachable"].includes(error.kind)) return other;
    throw error;
  }
}
