import type { Library, RemoteFact } from "../library.js";

/** The abort addon has a limit of its own: `wretch(url).addon(AbortAddon()).get().setTimeout(ms)` is another chain. */
const common = {
  timeout: [],
  abort: [{ client: "wretch", argument: 1, path: "signal" }],
  defaultTimeout: "none",
  source: "wretch@3.0.9/dist/addons/abort.js:33",
  retries: { defaultAttempts: 1, attempts: [], source: "wretch@3.0.9/dist/middlewares/retry.js:4" },
} as const satisfies Partial<RemoteFact>;

export const wretch: Library = {
  name: "wretch",
  modules: ["wretch"],
  default: "wretch",
  verified: "wretch@3.0.9",
  remote: [
    { calls: ["wretch().get", "wretch().head", "wretch().opts", "wretch().url().get", "wretch().url().head"], effect: "read", ...common },
    { calls: ["wretch().put", "wretch().delete", "wretch().url().put", "wretch().url().delete"], effect: "idempotent-write", ...common },
    { calls: ["wretch().post", "wretch().patch", "wretch().url().post", "wretch().url().patch"], effect: "non-idempotent", ...common },
  ],
  promises: [{ calls: ["wretch().get().json", "wretch().get().text", "wretch().get().res", "wretch().post().json", "wretch().post().text", "wretch().post().res"], source: "wretch@3.0.9/dist/types.d.ts:592" }],
};
