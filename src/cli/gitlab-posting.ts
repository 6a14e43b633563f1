import type { Environment } from "./target.js";

/** The commit that the merge request is compared with, where the environment says so. */
export function gitlabBase(env: Environment): string | undefined {
  return env["CI_MERGE_REQUEST_DIFF_BASE_SHA"];
}
