import type { Library, RemoteFact } from "../library.js";

/** The context is declared as a record of anything; its link hands `fetchOptions` on. A link of one's own can do all of it. */
const common = {
  timeout: [{ client: "new ApolloClient", argument: 0, path: "link", bounds: "unknown" }],
  abort: [{ argument: 0, path: "context.fetchOptions.signal", undeclared: true }],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@apollo/client@4.3.8/link/retry/retryLink.d.ts:114" },
  source: "@apollo/client@4.3.8/link/http/BaseHttpLink.js:55",
} as const satisfies Partial<RemoteFact>;

export const apolloClient: Library = {
  name: "@apollo/client",
  modules: ["@apollo/client", "@apollo/client/core"],
  verified: "@apollo/client@4.3.8",
  types: { ApolloClient: "new ApolloClient()" },
  remote: [
    { calls: ["new ApolloClient().query"], effect: "read", ...common },
    { calls: ["new ApolloClient().mutate"], effect: "non-idempotent", ...common },
  ],
};
