import type { Library, RemoteFact } from "../library.js";

/**
 * The `timeout` option only emits an event. It counts as a limit all the same: whoever sets it listens for the event
 * and destroys the request, and a rule cannot always see where.
 */
const request = {
  timeout: [
    { argument: 1, path: "timeout", bounds: "idle", none: [0], emits: true },
    { argument: 0, path: "timeout", bounds: "idle", none: [0], emits: true },
  ],
  timeoutMethods: [{ method: "setTimeout", bounds: "idle" }],
  abort: [
    { argument: 1, path: "signal" },
    { argument: 0, path: "signal" },
  ],
  defaultTimeout: "none",
  defaultDetail: "none, and the `timeout` option only emits an event",
  target: 0,
  returns: "emitter",
  retries: { defaultAttempts: 1, attempts: [], source: "node@20.20.2/lib/_http_client.js" },
  source: "node@20.20.2/lib/_http_client.js",
} as const satisfies Partial<RemoteFact>;

const method = [
  { argument: 1, path: "method" },
  { argument: 0, path: "method" },
] as const;

/** Neither a server nor a request looks at what its listener returns. */
const listeners = "node@20.20.2/lib/events.js";

const requested = {
  success: ["response", "finish", "socket", "close"],
  always: ["close"],
  failure: ["error"],
  unheard: "thrown",
  callback: "response",
  source: "node@20.20.2/lib/_http_client.js",
} as const;

const served = {
  success: ["listening"],
  failure: ["error"],
  unheard: "thrown",
  methods: [{ method: "listen", event: "listening", safe: [0] }],
  source: "node@20.20.2/lib/net.js",
} as const;

export const nodeHttp: Library = {
  name: "node:http",
  modules: ["node:http", "http"],
  default: "http",
  verified: "node@20.20.2",
  remote: [
    { calls: ["http.request"], effect: "by-method", method, ...request },
    { calls: ["http.get"], effect: "read", ...request },
  ],
  callbacks: [
    { calls: ["http.createServer"], argument: "last", runs: "many", result: "dropped", source: listeners },
    { calls: ["http.createServer().listen", "http.createServer().close"], argument: "last", runs: "once", result: "dropped", source: listeners },
    { calls: ["http.createServer().on"], argument: 1, runs: "many", result: "dropped", source: listeners },
    { calls: ["http.request", "http.get"], argument: "last", runs: "once", result: "dropped", source: listeners },
    { calls: ["http.request().on", "http.request().once", "http.get().on"], argument: 1, runs: "many", result: "dropped", source: listeners },
  ],
  types: { ClientRequest: "http.request()", Server: "http.createServer()" },
  emitters: [
    { values: ["http.request()", "http.get()"], ...requested },
    { values: ["http.createServer()"], ...served },
  ],
};

export const nodeHttps: Library = {
  name: "node:https",
  modules: ["node:https", "https"],
  default: "https",
  verified: "node@20.20.2",
  remote: [
    { calls: ["https.request"], effect: "by-method", method, ...request },
    { calls: ["https.get"], effect: "read", ...request },
  ],
  callbacks: [
    { calls: ["https.createServer"], argument: "last", runs: "many", result: "dropped", source: listeners },
    { calls: ["https.createServer().listen", "https.createServer().close"], argument: "last", runs: "once", result: "dropped", source: listeners },
    { calls: ["https.createServer().on"], argument: 1, runs: "many", result: "dropped", source: listeners },
    { calls: ["https.request", "https.get"], argument: "last", runs: "once", result: "dropped", source: listeners },
    { calls: ["https.request().on", "https.request().once", "https.get().on"], argument: 1, runs: "many", result: "dropped", source: listeners },
  ],
  types: { ClientRequest: "https.request()", Server: "https.createServer()" },
  emitters: [
    { values: ["https.request()", "https.get()"], ...requested },
    { values: ["https.createServer()"], ...served },
  ],
};
