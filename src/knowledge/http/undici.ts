import type { Library, Slot } from "../library.js";

/** A `RetryAgent` or an interceptor makes it try again. */
const retries = {
  defaultAttempts: 1,
  attempts: [],
  through: { slot: { argument: 1, path: "dispatcher" }, once: ["new Agent", "new Pool", "new Client", "new BalancedPool", "new ProxyAgent"] },
  source: "undici@7.30.2/lib/handler/retry-handler.js",
} as const;

const source = "undici@7.30.2/lib/dispatcher/client.js:263";
const defaultDetail = "300 s until the headers and no limit on the whole";

const client: readonly Slot[] = [
  { client: "new Client", argument: 1, path: "headersTimeout", bounds: "headers", none: [0] },
  { client: "new Client", argument: 1, path: "bodyTimeout", bounds: "idle", none: [0] },
  { client: "new Pool", argument: 1, path: "headersTimeout", bounds: "headers", none: [0] },
  { client: "new Pool", argument: 1, path: "bodyTimeout", bounds: "idle", none: [0] },
  { client: "new Agent", argument: 0, path: "headersTimeout", bounds: "headers", none: [0] },
  { client: "new Agent", argument: 0, path: "bodyTimeout", bounds: "idle", none: [0] },
];

export const undici: Library = {
  name: "undici",
  modules: ["undici"],
  default: "undici",
  verified: "undici@7.30.2",
  remote: [
    {
      calls: ["undici.request", "undici.stream", "undici.pipeline"],
      effect: "by-method",
      method: [{ argument: 1, path: "method" }],
      timeout: [
        { argument: 1, path: "headersTimeout", bounds: "headers", none: [0] },
        { argument: 1, path: "bodyTimeout", bounds: "idle", none: [0] },
        { argument: 1, path: "dispatcher", bounds: "unknown" },
      ],
      timeoutCalls: ["undici.setGlobalDispatcher"],
      abort: [{ argument: 1, path: "signal" }],
      defaultTimeout: 300_000,
      defaultDetail,
      target: 0,
      retries,
      source,
    },
    {
      calls: ["undici.fetch"],
      effect: "by-method",
      method: [{ argument: 1, path: "method" }],
      timeout: [{ argument: 1, path: "dispatcher", bounds: "unknown" }],
      timeoutCalls: ["undici.setGlobalDispatcher"],
      abort: [{ argument: 1, path: "signal", none: [null] }],
      defaultTimeout: 300_000,
      defaultDetail,
      target: 0,
      retries,
      source,
    },
    {
      calls: ["new Client().request", "new Client().stream", "new Pool().request", "new Pool().stream", "new Agent().request", "new Agent().stream"],
      effect: "by-method",
      method: [{ argument: 0, path: "method" }],
      timeout: [
        { argument: 0, path: "headersTimeout", bounds: "headers", none: [0] },
        { argument: 0, path: "bodyTimeout", bounds: "idle", none: [0] },
        ...client,
      ],
      abort: [{ argument: 0, path: "signal" }],
      defaultTimeout: 300_000,
      defaultDetail,
      retries,
      source,
    },
  ],
  promises: [
    {
      calls: ["undici.request().body.json", "undici.request().body.text", "undici.request().body.arrayBuffer", "undici.fetch().json", "undici.fetch().text"],
      source: "undici@7.30.2/types/readable.d.ts",
    },
  ],
};
