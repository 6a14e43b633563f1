import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { argument: 1, path: "timeout", none: [false] },
    { argument: 1, path: "totalTimeout", none: [false], versions: ">=2" },
    { client: "ky.create", argument: 0, path: "timeout", none: [false] },
    { client: "ky.extend", argument: 0, path: "timeout", none: [false] },
  ],
  abort: [{ argument: 1, path: "signal", none: [null] }],
  defaultTimeout: 10_000,
  defaultDetail: "10 s for each attempt",
  target: 0,
  rejectsOnStatus: true,
  retries: {
    defaultAttempts: 3,
    attempts: [
      { argument: 1, path: "retry.limit" },
      { argument: 1, path: "retry" },
      { client: "ky.create", argument: 0, path: "retry.limit" },
      { client: "ky.create", argument: 0, path: "retry" },
      { client: "ky.extend", argument: 0, path: "retry.limit" },
      { client: "ky.extend", argument: 0, path: "retry" },
    ],
    firstIsExtra: true,
    idempotentOnly: true,
    source: "ky@1.14.3/distribution/utils/normalize.js:7",
  },
  source: "ky@1.14.3/distribution/core/Ky.js:153",
} as const satisfies Partial<RemoteFact>;

export const ky: Library = {
  name: "ky",
  modules: ["ky"],
  default: "ky",
  verified: "ky@1.14.3",
  types: { KyInstance: "ky.create()" },
  remote: [
    { calls: ["ky", "ky.create()", "ky.extend()"], effect: "by-method", method: [{ argument: 1, path: "method" }], ...common },
    { calls: ["ky.get", "ky.head", "ky.create().get", "ky.create().head", "ky.extend().get", "ky.extend().head"], effect: "read", ...common },
    { calls: ["ky.put", "ky.delete", "ky.create().put", "ky.create().delete", "ky.extend().put", "ky.extend().delete"], effect: "idempotent-write", ...common },
    { calls: ["ky.post", "ky.patch", "ky.create().post", "ky.create().patch", "ky.extend().post", "ky.extend().patch"], effect: "non-idempotent", ...common },
  ],
  promises: [
    {
      calls: ["ky().json", "ky().text", "ky.get().json", "ky.get().text", "ky.post().json", "ky.post().text", "ky.put().json", "ky.create().get().json", "ky.create().post().json"],
      source: "ky@1.14.3/distribution/types/ResponsePromise.d.ts",
    },
  ],
};
