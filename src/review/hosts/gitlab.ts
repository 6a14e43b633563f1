import { positionOf } from "../formats/gitlab.js";
import type { PlacedComment } from "../outline.js";
import type { Client, Request } from "./client.js";
import { type Host, movedOn } from "./deliver.js";
import { publishDrafts } from "./gitlab-drafts.js";
import { addressOf, type Commits, type Merge, newestVersion } from "./gitlab-merge.js";
import { gitlabStanding } from "./gitlab-standing.js";
import { doneUnless } from "./host-error.js";
import { allStand, sameBody } from "./threads.js";

export interface GitlabReviewing extends Merge {
  /** The commit that was reviewed. */
  readonly reviewed: string;
}

/** Discussions and notes of one merge request on GitLab. */
export function gitlabHost(client: Client, reviewing: GitlabReviewing): Host {
  const address = addressOf(reviewing);
  return {
    what: "merge request",
    standing: () => gitlabStanding(client, reviewing),
    async publish(comments) {
      const refused = comments.length === 0 ? [] : await publish(client, reviewing, comments);
      // it is a note of its own, and waits until it is known what it has to tell
      return { refused, summarised: false };
    },
    async edit({ id, comment }, body) {
      await client.send({ method: "PUT", path: `${address}/discussions/${id}/notes/${comment}`, body: { body } });
    },
    async resolve({ id, resolvable }) {
      return resolvable && (await doneUnless("forbidden", () => client.send({ method: "PUT", path: `${address}/discussions/${id}?resolved=true` })));
    },
    async summarise(summary, body) {
      if (summary !== undefined) await client.send({ method: "PUT", path: `${address}/notes/${summary.id}`, body: { body } });
      else await client.send({ method: "POST", path: `${address}/notes`, body: { body }, landed: async () => sameBody((await gitlabStanding(client, reviewing)).summary?.body ?? "", body) });
    },
  };
}

/** @returns the comments that GitLab does not take at their lines */
async function publish(client: Client, about: GitlabReviewing, comments: readonly PlacedComment[]): Promise<PlacedComment[]> {
  // without a token there is nobody to ask for the commits
  const commits = (await newestVersion(client, about)) ?? { base_sha: "{base_sha}", start_sha: "{start_sha}", head_sha: about.reviewed };
  checkHead(commits, about);
  const refused: PlacedComment[] = [];
  for (const comment of await publishDrafts(client, about, commits, comments)) {
    if (!(await isTaken(client, about, commits, comment))) refused.push(comment);
  }
  return refused;
}

/** Opens a discussion of its own. */
async function isTaken(client: Client, about: GitlabReviewing, commits: Commits, { anchor, body }: PlacedComment): Promise<boolean> {
  const request: Request = {
    method: "POST",
    path: `${addressOf(about)}/discussions`,
    body: { body, position: { ...commits, ...positionOf(anchor) } },
    landed: async () => allStand([body], (await gitlabStanding(client, about)).threads),
  };
  const taken = await doneUnless("invalid", () => client.send(request));
  if (!taken) checkHead((await newestVersion(client, about)) ?? commits, about);
  return taken;
}

function checkHead({ head_sha: head }: Commits, { reviewed }: GitlabReviewing): void {
  if (head !== reviewed) throw movedOn("merge request", head, reviewed);
}
