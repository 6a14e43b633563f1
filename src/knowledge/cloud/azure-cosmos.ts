import type { Library, RemoteFact } from "../library.js";

/** What it tries again by itself are calls that the server turned away because there were too many (429). */
const common = {
  timeout: [{ client: "new CosmosClient", argument: 0, path: "connectionPolicy.requestTimeout" }],
  defaultTimeout: 60_000,
  retries: {
    defaultAttempts: 10,
    attempts: [{ client: "new CosmosClient", argument: 0, path: "connectionPolicy.retryOptions.maxRetryAttemptCount" }],
    firstIsExtra: true,
    source: "@azure/cosmos@4.10.1/dist/esm/common/constants.js:166",
  },
  source: "@azure/cosmos@4.10.1/dist/esm/documents/ConnectionPolicy.js:10",
} as const satisfies Partial<RemoteFact>;

export const azureCosmos: Library = {
  name: "@azure/cosmos",
  modules: ["@azure/cosmos"],
  verified: "@azure/cosmos@4.10.1",
  types: { Database: "new CosmosClient().database()", Container: "new CosmosClient().database().container()" },
  remote: [
    { calls: ["new CosmosClient().database().container().item().read"], effect: "read", abort: [{ argument: 0, path: "abortSignal" }], ...common },
    { calls: ["new CosmosClient().database().container().item().delete"], effect: "idempotent-write", abort: [{ argument: 0, path: "abortSignal" }], ...common },
    { calls: ["new CosmosClient().database().container().item().replace"], effect: "idempotent-write", abort: [{ argument: 1, path: "abortSignal" }], ...common },
    { calls: ["new CosmosClient().database().container().item().patch"], effect: "unknown", abort: [{ argument: 1, path: "abortSignal" }], ...common },
    { calls: ["new CosmosClient().database().container().items.create"], effect: "non-idempotent", abort: [{ argument: 1, path: "abortSignal" }], ...common },
    { calls: ["new CosmosClient().database().container().items.upsert"], effect: "idempotent-write", abort: [{ argument: 1, path: "abortSignal" }], ...common },
  ],
};
