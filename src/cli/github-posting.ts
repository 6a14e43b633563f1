import { githubForge } from "../review/formats/github.js";
import { type Client, clientOf } from "../review/hosts/client.js";
import { systemClock } from "../review/hosts/clock.js";
import { dryClient, nobody } from "../review/hosts/dry-run.js";
import { githubHost } from "../review/hosts/github.js";
import { githubPullsOf } from "../review/hosts/github-pull.js";
import { type GithubPlace, githubPlace } from "./github-place.js";
import { Problem } from "./problem.js";
import { checkedAddress, checkHead, type Environment, onlyOne, type Posting, type Target, type Words } from "./target.js";

const rights = "may write pull requests (permissions: pull-requests: write); in a workflow of a fork none may: --plan there and --post in a workflow_run, as docs/pull-requests.md shows";

/**
 * The pull request that a review is for.
 *
 * @throws {Problem} where the environment does not say which, or the commit is not its head
 * @throws {HostError} where GitHub refuses
 */
export async function githubTarget({ reviewed, merged, env, dry, unsent, further, maxComments }: Posting): Promise<Target> {
  const place = githubPlace(env);
  checkHead(place.head, { reviewed, merged }, words);
  const client = place.token === undefined ? undefined : clientFor(place, place.token);
  if (client === undefined && !dry) throw new Problem(`There is no token to post with; set GITHUB_TOKEN to one that ${rights}.`);
  const { repository } = place;
  if (repository === undefined && !dry) throw new Problem("Nothing says which repository the pull request is in; set GITHUB_REPOSITORY to owner/name, as GitHub Actions does.");
  const number = place.number ?? (client === undefined || repository === undefined ? undefined : onlyOne(await githubPullsOf(client, repository, reviewed), { where: repository, head: reviewed }, words));
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

const words: Words = {
  what: "pull request",
  sign: "#",
  checkout: "with actions/checkout by ref: ${{ github.event.pull_request.head.sha }}",
  naming: "post from the pull_request event, which says which it is",
};

/** The commit that the pull request is compared with, where the environment says so. */
export function githubBase(env: Environment): string | undefined {
  return githubPlace(env).base;
}
