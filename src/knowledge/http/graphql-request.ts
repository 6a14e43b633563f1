import type { Library, RemoteFact } from "../library.js";

/** What it does stands in the document. */
const common = {
  effect: "unknown",
  timeout: [{ client: "new GraphQLClient", argument: 1, path: "fetch", bounds: "unknown" }],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
  retries: { defaultAttempts: 1, attempts: [], source: "graphql-request@7.4.0/build/legacy/classes/GraphQLClient.js" },
  source: "graphql-request@7.4.0/build/legacy/classes/GraphQLClient.js:63",
} as const satisfies Partial<RemoteFact>;

export const graphqlRequest: Library = {
  name: "graphql-request",
  modules: ["graphql-request"],
  verified: "graphql-request@7.4.0",
  remote: [
    {
      calls: ["request", "rawRequest", "batchRequests", "new GraphQLClient().request", "new GraphQLClient().rawRequest", "new GraphQLClient().batchRequests"],
      ...common,
      abort: [
        { argument: 0, path: "signal", alone: true },
        { client: "new GraphQLClient", argument: 1, path: "signal", bounds: "unknown" },
      ],
    },
  ],
};
