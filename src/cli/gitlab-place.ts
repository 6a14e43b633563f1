import { type Environment, set, sha } from "./target.js";

/** What the environment of a job says of the merge request. */
export interface GitlabPlace {
  readonly api: string;
  readonly token: string | undefined;
  /** Whether there is the token that every job has, which may not write notes. */
  readonly jobToken: boolean;
  /** The project that is merged into, by its number or path, as it stands in an address. */
  readonly project: string | undefined;
  /** Its path, or its number where that is all. */
  readonly name: string | undefined;
  readonly iid: number | undefined;
  /** The commit that the job is for; `undefined` where it is not for a merge request. */
  readonly head: string | undefined;
  readonly base: string | undefined;
}

export function gitlabPlace(env: Environment): GitlabPlace {
  // a fork's pipeline runs in the fork, and the merge request is elsewhere
  const project = projectIn(env["CI_MERGE_REQUEST_PROJECT_ID"]) ?? projectIn(env["CI_PROJECT_ID"]);
  const [token, jobToken] = [set(env["GITLAB_TOKEN"]), set(env["CI_JOB_TOKEN"])];
  const iid = /^\d+$/.exec(env["CI_MERGE_REQUEST_IID"] ?? "")?.[0];
  return {
    api: (set(env["CI_API_V4_URL"]) ?? "https://gitlab.com/api/v4").replace(/\/+$/, ""),
    token: token === jobToken ? undefined : token,
    jobToken: jobToken !== undefined,
    project: project === undefined ? undefined : encodeURIComponent(project),
    name: projectIn(env["CI_MERGE_REQUEST_PROJECT_PATH"]) ?? projectIn(env["CI_PROJECT_PATH"]) ?? project,
    iid: iid === undefined ? undefined : Number(iid),
    // where GitLab tries out the merge, the commit of the job is one that it made for that
    head: sha(env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"]) ?? (iid === undefined ? undefined : sha(env["CI_COMMIT_SHA"])),
    base: sha(env["CI_MERGE_REQUEST_DIFF_BASE_SHA"]),
  };
}

function projectIn(value: string | undefined): string | undefined {
  return /^(?:\d+|[\w.-]+(?:\/[\w.-]+)+)$/.exec(value ?? "")?.[0];
}
