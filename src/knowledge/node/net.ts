import type { Library } from "../library.js";

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
};
