import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [{ client: "new Octokit", argument: 0, path: "request", bounds: "unknown" }],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
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
    { calls: ["new Octokit().rest.*.*"], effect: "unknown", ...common, abort: [{ argument: 0, path: "request.signal" }] },
  ],
};
