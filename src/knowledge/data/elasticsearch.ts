import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { argument: 1, path: "requestTimeout" },
    { client: "new Client", argument: 0, path: "requestTimeout" },
  ],
  abort: [{ argument: 1, path: "signal" }],
  defaultTimeout: "none",
  retries: {
    defaultAttempts: 4,
    attempts: [
      { argument: 1, path: "maxRetries" },
      { client: "new Client", argument: 0, path: "maxRetries" },
    ],
    firstIsExtra: true,
    source: "@elastic/elasticsearch@9.4.3/lib/client.js:135",
  },
  source: "@elastic/elasticsearch@9.4.3/lib/client.d.ts:51",
} as const satisfies Partial<RemoteFact>;

export const elasticsearch: Library = {
  name: "@elastic/elasticsearch",
  modules: ["@elastic/elasticsearch"],
  verified: "@elastic/elasticsearch@9.4.3",
  remote: [
    { calls: ["new Client().search", "new Client().get", "new Client().count", "new Client().exists", "new Client().mget", "new Client().msearch"], effect: "read", ...common },
    { calls: ["new Client().delete"], effect: "idempotent-write", ...common },
    { calls: ["new Client().bulk"], effect: "non-idempotent", ...common },
    { calls: ["new Client().index", "new Client().update", "new Client().updateByQuery", "new Client().deleteByQuery", "new Client().reindex"], effect: "unknown", ...common },
  ],
};
