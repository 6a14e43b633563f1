import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { argument: 1, path: "timeout", bounds: "headers" },
    { argument: 0, path: "timeout", bounds: "headers" },
    { client: "request.defaults", argument: 0, path: "timeout", bounds: "headers" },
  ],
  abort: [],
  defaultTimeout: "none",
  target: 0,
  returns: "emitter",
  retries: { defaultAttempts: 1, attempts: [], source: "request@2.88.2/request.js" },
  source: "request@2.88.2/request.js:766",
} as const satisfies Partial<RemoteFact>;

/** Deprecated since 2020 and in use all the same. Its limit ends with the headers; after them it is one of silence. */
export const request: Library = {
  name: "request",
  modules: ["request"],
  default: "request",
  verified: "request@2.88.2",
  remote: [
    {
      calls: ["request.defaults()", "request"],
      effect: "by-method",
      method: [
        { argument: 1, path: "method" },
        { argument: 0, path: "method" },
      ],
      ...common,
    },
    { calls: ["request.defaults().get", "request.get", "request.head"], effect: "read", ...common },
    { calls: ["request.defaults().put", "request.put", "request.del", "request.delete", "request.defaults().del"], effect: "idempotent-write", ...common },
    { calls: ["request.defaults().post", "request.post", "request.patch", "request.defaults().patch"], effect: "non-idempotent", ...common },
  ],
  callbacks: [
    {
      calls: ["request", "request.get", "request.post", "request.put", "request.patch", "request.del", "request.delete", "request.head"],
      argument: "last",
      runs: "once",
      result: "dropped",
      errorFirst: true,
      source: "request@2.88.2/request.js",
    },
  ],
};
