import type { Library, RemoteFact } from "../library.js";

/** It tries again what may be repeated: a write only where a precondition makes it so. */
const common = {
  timeout: [{ client: "new Storage", argument: 0, path: "timeout" }],
  abort: [],
  defaultTimeout: 60_000,
  defaultDetail: "60 s for each of four attempts",
  retries: {
    defaultAttempts: 4,
    attempts: [{ client: "new Storage", argument: 0, path: "retryOptions.maxRetries" }],
    firstIsExtra: true,
    idempotentOnly: true,
    source: "@google-cloud/storage@8.4.0/build/esm/src/storage.js:58",
  },
  source: "@google-cloud/storage@8.4.0/build/esm/src/nodejs-common/util.js:41",
} as const satisfies Partial<RemoteFact>;

export const googleStorage: Library = {
  name: "@google-cloud/storage",
  modules: ["@google-cloud/storage"],
  verified: "@google-cloud/storage@8.4.0",
  types: { Bucket: "new Storage().bucket()", File: "new Storage().bucket().file()" },
  remote: [
    {
      calls: ["new Storage().bucket().file().download", "new Storage().bucket().file().exists", "new Storage().bucket().file().getMetadata", "new Storage().bucket().getFiles", "new Storage().bucket().exists"],
      effect: "read",
      ...common,
    },
    {
      calls: ["new Storage().bucket().file().save", "new Storage().bucket().file().delete", "new Storage().bucket().file().setMetadata", "new Storage().bucket().upload"],
      effect: "idempotent-write",
      ...common,
    },
  ],
};
