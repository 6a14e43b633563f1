import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [{ client: "new Octokit", argument: 0, path: "request", bounds: "unknown" }],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@octokit/core@7.0.8/dist-types/types.d.ts, and octokit with plugin-retry" },
  source: "@octokit/core@7.0.8/dist-types/types.d.ts:17, @octokit/request@10.0.16/dist-bundle/index.js:57",
} as const satisfies Partial<RemoteFact>;

export const octokit: Library = {
  name: "Octokit",
  modules: ["@octokit/core", "@octokit/rest", "octokit"],
  verified: "@octokit/rest@22.0.1",
  remote: [
    {
      calls: ["new Octokit().request"],
      effect: "unknown",
      ...common,
      abort: [
        { argument: 1, path: "request.signal" },
        { argument: 0, path: "request.signal" },
      ],
    },
    { calls: ["new Octokit().graphql"], effect: "non-idempotent", ...common, abort: [{ argument: 1, path: "request.signal" }] },
    {
      calls: [
        "new Octokit().rest.repos.get",
        "new Octokit().rest.repos.getContent",
        "new Octokit().rest.repos.listCommits",
        "new Octokit().rest.repos.listBranches",
        "new Octokit().rest.issues.get",
        "new Octokit().rest.issues.listForRepo",
        "new Octokit().rest.issues.listComments",
        "new Octokit().rest.pulls.get",
        "new Octokit().rest.pulls.list",
        "new Octokit().rest.pulls.listFiles",
        "new Octokit().rest.pulls.listReviews",
        "new Octokit().rest.users.getByUsername",
        "new Octokit().rest.users.getAuthenticated",
        "new Octokit().rest.git.getRef",
        "new Octokit().rest.checks.listForRef",
        "new Octokit().rest.actions.listWorkflowRunsForRepo",
        "new Octokit().rest.search.issuesAndPullRequests",
      ],
      effect: "read",
      ...common,
      abort: [{ argument: 0, path: "request.signal" }],
    },
    {
      calls: [
        "new Octokit().rest.issues.update",
        "new Octokit().rest.issues.updateComment",
        "new Octokit().rest.pulls.update",
        "new Octokit().rest.repos.createOrUpdateFileContents",
        "new Octokit().rest.repos.createCommitStatus",
        "new Octokit().rest.git.updateRef",
        "new Octokit().rest.git.deleteRef",
        "new Octokit().rest.checks.update",
      ],
      effect: "idempotent-write",
      ...common,
      abort: [{ argument: 0, path: "request.signal" }],
    },
    {
      calls: [
        "new Octokit().rest.issues.create",
        "new Octokit().rest.issues.createComment",
        "new Octokit().rest.issues.addLabels",
        "new Octokit().rest.pulls.create",
        "new Octokit().rest.pulls.createReview",
        "new Octokit().rest.pulls.merge",
        "new Octokit().rest.repos.createRelease",
        "new Octokit().rest.repos.createDispatchEvent",
        "new Octokit().rest.git.createRef",
        "new Octokit().rest.checks.create",
        "new Octokit().rest.actions.createWorkflowDispatch",
      ],
      effect: "non-idempotent",
      ...common,
      abort: [{ argument: 0, path: "request.signal" }],
    },
  ],
};
