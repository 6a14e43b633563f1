import type { Library, RemoteFact } from "../library.js";

/** It puts a signal of its own where `fetchOptions.signal` was: only a `fetch` of one's own bounds a call. */
const common = {
  timeout: [
    { client: "new Client", argument: 0, path: "fetch", bounds: "unknown" },
    { client: "createClient", argument: 0, path: "fetch", bounds: "unknown" },
    { client: "new Client", argument: 0, path: "exchanges", bounds: "unknown" },
    { client: "createClient", argument: 0, path: "exchanges", bounds: "unknown" },
  ],
  abort: [],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@urql/core@6.0.3/dist/urql-core-chunk.d.ts" },
  source: "@urql/core@6.0.3/dist/urql-core-chunk.js:878",
} as const satisfies Partial<RemoteFact>;

export const urql: Library = {
  name: "urql",
  modules: ["@urql/core", "urql"],
  verified: "@urql/core@6.0.3",
  types: { Client: "new Client()" },
  remote: [
    { calls: ["new Client().query", "createClient().query"], effect: "read", ...common },
    { calls: ["new Client().mutation", "createClient().mutation"], effect: "non-idempotent", ...common },
  ],
  promises: [
    { calls: ["new Client().query().toPromise", "createClient().query().toPromise", "new Client().mutation().toPromise", "createClient().mutation().toPromise"], source: "@urql/core@6.0.3/dist/urql-core-chunk.d.ts:718" },
  ],
};
