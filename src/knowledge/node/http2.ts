import type { Library } from "../library.js";

/** A limit of the stream only calls back; what ends it is a signal, or closing it there. */
export const http2: Library = {
  name: "node:http2",
  modules: ["node:http2", "http2"],
  default: "http2",
  verified: "node@20.20.2",
  remote: [
    {
      calls: ["http2.connect().request"],
      effect: "by-method",
      method: [{ argument: 0, path: ":method", undeclared: true }],
      timeout: [],
      timeoutMethods: [{ method: "setTimeout" }],
      abort: [{ argument: 1, path: "signal" }],
      defaultTimeout: "none",
      returns: "stream",
      retries: { defaultAttempts: 1, attempts: [], source: "node@20.20.2/lib/internal/http2/core.js" },
      source: "node@20.20.2/lib/internal/http2/core.js",
    },
  ],
  callbacks: [
    { calls: ["http2.connect().on", "http2.connect().request().on"], argument: 1, runs: "many", result: "dropped", source: "node@20.20.2/lib/internal/http2/core.js" },
    { calls: ["http2.createServer", "http2.createSecureServer"], argument: "last", runs: "many", result: "dropped", source: "node@20.20.2/lib/internal/http2/core.js" },
    {
      calls: ["http2.createServer().listen", "http2.createServer().close", "http2.createSecureServer().listen", "http2.createSecureServer().close"],
      argument: "last",
      runs: "once",
      result: "dropped",
      source: "node@20.20.2/lib/events.js",
    },
  ],
};
