import { gitlabForge } from "../review/formats/gitlab.js";
import { type Client, clientOf } from "../review/hosts/client.js";
import { systemClock } from "../review/hosts/clock.js";
import { dryClient, nobody } from "../review/hosts/dry-run.js";
import { gitlabHost } from "../review/hosts/gitlab.js";
import { gitlabMergesOf } from "../review/hosts/gitlab-merge.js";
import { type GitlabPlace, gitlabPlace } from "./gitlab-place.js";
import { Problem } from "./problem.js";
import { checkedAddress, checkHead, type Environment, onlyOne, type Posting, type Target, type Words } from "./target.js";

const rights = "has the scope api and in this project the role Reporter, or Developer to resolve threads, as docs/pull-requests.md shows";

const words: Words = {
  what: "merge request",
  sign: "!",
  checkout: 'with git checkout "$CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"',
  naming: "post from a merge request pipeline, or set CI_MERGE_REQUEST_IID to the one that is meant",
};

/**
 * The merge request that a review is for.
 *
 * @throws {Problem} where the environment does not say which, or the commit is not its head
 * @throws {HostError} where GitLab refuses
 */
export async function gitlabTarget({ reviewed, merged, env, dry, unsent, maxComments }: Posting): Promise<Target> {
  const place = gitlabPlace(env);
  // a plan comes from another pipeline, and GitLab itself says whether it is of the head
  if (merged !== undefined) checkHead(place.head, { reviewed, merged }, words);
  const client = place.token === undefined ? undefined : clientFor(place, place.token);
  if (client === undefined && !dry) throw new Problem(`There is no token to post with${place.jobToken ? ", and CI_JOB_TOKEN may not write notes" : ""}; set GITLAB_TOKEN to one that ${rights}.`);
  const { project } = place;
  if (project === undefined && !dry) throw new Problem("Nothing says which project the merge request is in; set CI_PROJECT_ID to its number or path, as GitLab CI does.");
  const where = place.name ?? "{project}";
  const iid = place.iid ?? (client === undefined || project === undefined ? undefined : onlyOne(await gitlabMergesOf(client, project, reviewed), { where, head: reviewed }, words));
  const merge = { project: project ?? "{id}", iid: iid ?? "{iid}" };
  const sending = dry ? dryClient(client ?? nobody, unsent) : (client ?? nobody);
  return {
    name: `${where}!${String(merge.iid)}`,
    known: client !== undefined && project !== undefined,
    forge: gitlabForge({ maxComments }),
    host: gitlabHost(sending, { ...merge, reviewed }),
    unresolved: "to resolve threads, a token needs the role Developer",
  };
}

function clientFor({ api }: GitlabPlace, token: string): Client {
  const base = checkedAddress("CI_API_V4_URL", api);
  return clientOf({ base, name: "GitLab", rights, headers: { accept: "application/json", "user-agent": "concurrency-review", "private-token": token }, clock: systemClock });
}

/** The commit that the merge request is compared with, where the environment says so. */
export function gitlabBase(env: Environment): string | undefined {
  return gitlabPlace(env).base;
}
