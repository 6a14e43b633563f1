import { githubComment } from "../formats/github.js";
import type { PlacedComment } from "../outline.js";
import type { Client } from "./client.js";
import { type Host, movedOn, type Published } from "./deliver.js";
import { resolveMutation } from "./github-queries.js";
import { githubStanding, graphql, type Pull } from "./github-standing.js";
import { doneUnless, HostError } from "./host-error.js";
import { allStand, sameBody } from "./threads.js";

export interface GithubReviewing extends Pull {
  /** The commit that was reviewed. */
  readonly reviewed: string;
  /** What a review says over its comments where the summary stands in an earlier one. */
  readonly further: string;
}

/** Reviews, threads and comments of one pull request on GitHub. */
export function githubHost(client: Client, reviewing: GithubReviewing): Host {
  const { repository, number } = reviewing;
  const pulls = `/repos/${repository}/pulls`;
  return {
    what: "pull request",
    standing: () => githubStanding(client, reviewing),
    publish: (comments, summary) => publish(client, reviewing, comments, summary),
    async edit({ comment }, body) {
      await client.send({ method: "PATCH", path: `${pulls}/comments/${comment}`, body: { body } });
    },
    async resolve({ id, resolvable }) {
      return resolvable && (await doneUnless("forbidden", () => graphql(client, reviewing, resolveMutation, { thread: id }, false)));
    },
    async summarise(summary, body) {
      if (summary === undefined) await review(client, reviewing, [], body);
      else await client.send({ method: "PUT", path: `${pulls}/${String(number)}/reviews/${summary.id}`, body: { body } });
    },
  };
}

/** One review; where GitHub does not take it, its halves, until the comments are found that it does not take. */
async function publish(to: Client, about: GithubReviewing, comments: readonly PlacedComment[], summary: string | undefined): Promise<Published> {
  try {
    await review(to, about, comments, summary ?? about.further);
    return { refused: [], summarised: summary !== undefined };
  } catch (error) {
    if (!(error instanceof HostError) || error.kind !== "invalid" || comments.length === 0) throw error;
    await checkHead(to, about);
    if (comments.length === 1) return { refused: comments, summarised: false };
    const middle = Math.ceil(comments.length / 2);
    const halves = [comments.slice(0, middle), comments.slice(middle)];
    const refused: PlacedComment[] = [];
    // the summary waits until it is known what it has to tell
    for (const half of halves) refused.push(...(await publish(to, about, half, undefined)).refused);
    return { refused, summarised: false };
  }
}

async function review(client: Client, about: GithubReviewing, comments: readonly PlacedComment[], body: string): Promise<void> {
  await client.send({
    method: "POST",
    path: `/repos/${about.repository}/pulls/${String(about.number)}/reviews`,
    body: { commit_id: about.reviewed, event: "COMMENT", body, comments: comments.map(githubComment) },
    async landed() {
      const { threads, summary } = await githubStanding(client, about);
      if (comments.length === 0) return summary !== undefined && sameBody(summary.body, body);
      return allStand(comments.map((comment) => comment.body), threads);
    },
  });
}

async function checkHead(client: Client, { repository, number, reviewed }: GithubReviewing): Promise<void> {
  const reply = await client.send({ method: "GET", path: `/repos/${repository}/pulls/${String(number)}` });
  const { head } = (reply?.body ?? {}) as { head?: { sha?: string } };
  if (head?.sha !== undefined && head.sha !== reviewed) throw movedOn("pull request", head.sha, reviewed);
}
