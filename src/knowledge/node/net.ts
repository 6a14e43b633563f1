import type { Library } from "../library.js";

const connection = {
  success: ["connect", "ready", "data", "end", "drain", "close"],
  always: ["close"],
  failure: ["error"],
  unheard: "thrown",
  source: "node@20.20.2/lib/net.js",
} as const;

/** A function that one of these is given becomes a listener, and nobody looks at what a listener returns. */
const listeners = "node@20.20.2/lib/events.js";

/** `timeout` emits an event and leaves the connection open, as that of `http.request` does. */
export const net: Library = {
  name: "node:net",
  modules: ["node:net", "net"],
  default: "net",
  verified: "node@20.20.2",
  remote: [
    {
      calls: ["net.connect", "net.createConnection"],
      effect: "read",
      timeout: [{ argument: 0, path: "timeout", bounds: "idle", none: [0], emits: true }],
      timeoutMethods: [{ method: "setTimeout", bounds: "idle" }],
      abort: [{ argument: 0, path: "signal" }],
      defaultTimeout: "none",
      returns: "emitter",
      source: "node@20.20.2/lib/net.js",
    },
  ],
  callbacks: [
    { calls: ["net.createServer", "new Server"], argument: "last", runs: "many", result: "dropped", source: listeners },
    { calls: ["net.connect", "net.createConnection"], argument: "last", runs: "once", result: "dropped", source: listeners },
    {
      calls: ["net.createServer().listen", "net.createServer().close", "new Server().listen", "new Server().close", "new Socket().connect"],
      argument: "last",
      runs: "once",
      result: "dropped",
      source: listeners,
    },
  ],
  types: { Socket: "new Socket()", Server: "net.createServer()" },
  emitters: [
    {
      values: ["net.connect()", "net.createConnection()"],
      ...connection,
      callback: "connect",
    },
    { values: ["new Socket()"], ...connection, methods: [{ method: "connect", event: "connect" }] },
    {
      values: ["net.createServer()", "new Server()"],
      success: ["listening"],
      failure: ["error"],
      unheard: "thrown",
      methods: [{ method: "listen", event: "listening", safe: [0] }],
      source: "node@20.20.2/lib/net.js",
    },
  ],
};

export const tls: Library = {
  name: "node:tls",
  modules: ["node:tls", "tls"],
  default: "tls",
  verified: "node@20.20.2",
  callbacks: [
    { calls: ["tls.createServer"], argument: "last", runs: "many", result: "dropped", source: listeners },
    { calls: ["tls.connect", "tls.createServer().listen", "tls.createServer().close"], argument: "last", runs: "once", result: "dropped", source: listeners },
  ],
  types: { TLSSocket: "tls.connect()" },
  emitters: [
    {
      values: ["tls.connect()"],
      ...connection,
      success: [...connection.success, "secureConnect"],
      callback: "secureConnect",
      source: "node@20.20.2/lib/_tls_wrap.js",
    },
  ],
};
