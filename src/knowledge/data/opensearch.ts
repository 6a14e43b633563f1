import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { argument: 1, path: "requestTimeout" },
    { client: "new Client", argument: 0, path: "requestTimeout" },
  ],
  abort: [],
  defaultTimeout: 30_000,
  defaultDetail: "30 s for each of four attempts",
  retries: {
    defaultAttempts: 4,
    attempts: [
      { argument: 1, path: "maxRetries" },
      { client: "new Client", argument: 0, path: "maxRetries" },
    ],
    firstIsExtra: true,
    source: "@opensearch-project/opensearch@3.9.0/lib/Client.js:102",
  },
  source: "@opensearch-project/opensearch@3.9.0/lib/Client.js:103",
} as const satisfies Partial<RemoteFact>;

export const opensearch: Library = {
  name: "@opensearch-project/opensearch",
  modules: ["@opensearch-project/opensearch"],
  verified: "@opensearch-project/opensearch@3.9.0",
  remote: [
    { calls: ["new Client().search", "new Client().get", "new Client().count", "new Client().exists", "new Client().mget", "new Client().msearch"], effect: "read", ...common },
    { calls: ["new Client().delete"], effect: "idempotent-write", ...common },
    { calls: ["new Client().bulk"], effect: "non-idempotent", ...common },
    { calls: ["new Client().index", "new Client().update", "new Client().updateByQuery", "new Client().deleteByQuery", "new Client().reindex"], effect: "unknown", ...common },
  ],
};
