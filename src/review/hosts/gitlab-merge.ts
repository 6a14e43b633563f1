import type { Client } from "./client.js";

/** A merge request on GitLab. */
export interface Merge {
  /** The project's number, or its path as it stands in an address: `group%2Fapp`. */
  readonly project: string;
  /** A text only where nothing is sent. */
  readonly iid: number | string;
}

/** The commits that comments on a version of a merge request refer to, as a position names them. */
export interface Commits {
  readonly base_sha: string;
  readonly start_sha: string;
  readonly head_sha: string;
}

export function addressOf({ project, iid }: Merge): string {
  return `/projects/${project}/merge_requests/${String(iid)}`;
}

/**
 * The commits of the newest version. Branches do not tell them: a position with other commits is refused.
 *
 * @returns `undefined` where there is no version yet, or nobody to ask
 */
export async function newestVersion(client: Client, merge: Merge): Promise<Commits | undefined> {
  const reply = await client.send({ method: "GET", path: `${addressOf(merge)}/versions` });
  const [version] = (reply?.body ?? []) as readonly { base_commit_sha: string; start_commit_sha: string; head_commit_sha: string }[];
  return version && { base_sha: version.base_commit_sha, start_sha: version.start_commit_sha, head_sha: version.head_commit_sha };
}

interface Listed {
  readonly iid: number;
  readonly state: string;
  readonly sha: string;
}

/** The open merge requests of a project whose head a commit is. */
export async function gitlabMergesOf(client: Client, project: string, head: string): Promise<number[]> {
  const numbers: number[] = [];
  // those that come from a fork are in no list by commit
  for await (const item of client.items(`/projects/${project}/merge_requests?state=opened&order_by=updated_at&per_page=100`)) {
    const { iid, state, sha } = item as Listed;
    if (state === "opened" && sha === head) numbers.push(iid);
  }
  return numbers;
}
