import type { Library, RemoteFact } from "../library.js";

/** A mutation and a query look alike here, so both count as what repeats badly. */
const common = {
  effect: "non-idempotent",
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
        { argument: 0, path: "signal" },
        { client: "new GraphQLClient", argument: 1, path: "signal", bounds: "unknown" },
      ],
    },
  ],
};
