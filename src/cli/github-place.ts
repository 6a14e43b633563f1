import { readFileSync } from "node:fs";
import { type Environment, set, sha } from "./target.js";

/** What the environment of a workflow says of the pull request. */
export interface GithubPlace {
  readonly api: string;
  readonly graphql: string;
  readonly token: string | undefined;
  readonly repository: string | undefined;
  readonly number: number | undefined;
  /** The commit that the run is for. */
  readonly head: string | undefined;
  readonly base: string | undefined;
}

interface Event {
  readonly pull_request?: { readonly number?: unknown; readonly head?: { readonly sha?: unknown }; readonly base?: { readonly sha?: unknown } };
  /** Of a run that follows another one. What it is about is in no place that a fork could write to. */
  readonly workflow_run?: { readonly head_sha?: unknown };
}

export function githubPlace(env: Environment): GithubPlace {
  const api = (set(env["GITHUB_API_URL"]) ?? "https://api.github.com").replace(/\/+$/, "");
  const { pull_request: pull, workflow_run: run } = eventOf(set(env["GITHUB_EVENT_PATH"]));
  return {
    api,
    graphql: set(env["GITHUB_GRAPHQL_URL"]) ?? `${api.replace(/\/v3$/, "")}/graphql`,
    token: set(env["GITHUB_TOKEN"]),
    repository: /^[\w.-]+\/[\w.-]+$/.exec(env["GITHUB_REPOSITORY"] ?? "")?.[0],
    number: Number.isInteger(pull?.number) ? (pull?.number as number) : undefined,
    head: sha(pull?.head?.sha) ?? sha(run?.head_sha),
    base: sha(pull?.base?.sha),
  };
}

function eventOf(path: string | undefined): Event {
  if (path === undefined) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Event;
  } catch {
    return {};
  }
}
