import { githubForge } from "../review/formats/github.js";
import { type Client, clientOf } from "../review/hosts/client.js";
import { systemClock } from "../review/hosts/clock.js";
import { dryClient } from "../review/hosts/dry-run.js";
import { githubHost } from "../review/hosts/github.js";
import { githubPullsOf } from "../review/hosts/github-pull.js";
import { type GithubPlace, githubPlace } from "./github-place.js";
import { Problem } from "./problem.js";
import { checkedAddress, type Environment, type Posting, type Target } from "./target.js";

const rights = "may write pull requests (permissions: pull-requests: write); in a workflow of a fork none may: --plan there and --post in a workflow_run, as docs/pull-requests.md shows";

/**
 * The pull request that a review is for.
 *
 * @throws {Problem} where the environment does not say which, or the commit is not its head
 * @throws {HostError} where GitHub refuses
 */
export async function githubTarget({ reviewed, merged, env, dry, unsent, further, maxComments }: Posting): Promise<Target> {
  const place = githubPlace(env);
  checkHead(place, reviewed, merged);
  const client = place.token === undefined ? undefined : clientFor(place, place.token);
  if (client === undefined && !dry) throw new Problem(`There is no token to post with; set GITHUB_TOKEN to one that ${rights}.`);
  const { repository } = place;
  if (repository === undefined && !dry) throw new Problem("Nothing says which repository the pull request is in; set GITHUB_REPOSITORY to owner/name, as GitHub Actions does.");
  const number = place.number ?? (client === undefined || repository === undefined ? undefined : await numberOf(client, repository, reviewed));
  const [where, which] = [repository ?? "{owner}/{repo}", number ?? "{number}"];
  const sending = dry ? dryClient(client ?? nobody, unsent) : (client ?? nobody);
  return {
    name: `${where}#${String(which)}`,
    known: client !== undefined && repository !== undefined,
    forge: githubForge({ maxComments }),
    host: githubHost(sending, { repository: where, number: which, graphql: place.graphql, reviewed, further }),
    unresolved: "to resolve threads, a token needs contents: write",
  };
}

function clientFor({ api, graphql }: GithubPlace, token: string): Client {
  const base = checkedAddress("GITHUB_API_URL", api);
  checkedAddress("GITHUB_GRAPHQL_URL", graphql);
  const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28", "user-agent": "concurrency-review", authorization: `Bearer ${token}` };
  return clientOf({ base, name: "GitHub", rights, headers, clock: systemClock });
}

/** Without a token, nobody is asked. */
const nobody: Client = {
  send: () => Promise.resolve(undefined),
  async *items() {
    // there are none
  },
};

function checkHead({ head }: GithubPlace, reviewed: string, merged: readonly string[] | undefined): void {
  if (head === undefined || head === reviewed) return;
  const [is, was] = [head.slice(0, 10), reviewed.slice(0, 10)];
  if (merged === undefined) throw new Problem(`The plan is of ${was}, and this run is for ${is}; nothing was posted, give it the plan of that commit.`);
  const what = merged.includes(head) ? "the merge with its base" : "another commit";
  throw new Problem(`${was} was reviewed, which is ${what}, and the pull request is at ${is}; check that out, with actions/checkout by ref: \${{ github.event.pull_request.head.sha }}.`);
}

async function numberOf(client: Client, repository: string, head: string): Promise<number> {
  const [number, ...others] = await githubPullsOf(client, repository, head);
  if (number === undefined) throw new Problem(`${repository} has no open pull request at ${head.slice(0, 10)}; nothing is posted where there is none.`);
  if (others.length > 0) throw new Problem(`${repository} has several open pull requests at ${head.slice(0, 10)} (${[number, ...others].map((one) => `#${String(one)}`).join(", ")}); post from the pull_request event, which says which it is.`);
  return number;
}

/** The commit that the pull request is compared with, where the environment says so. */
export function githubBase(env: Environment): string | undefined {
  return githubPlace(env).base;
}
