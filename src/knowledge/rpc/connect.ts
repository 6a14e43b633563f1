import type { Library } from "../library.js";

/** The methods are those of the service. A transport may have a limit for all of them. */
export const connect: Library = {
  name: "@connectrpc/connect",
  modules: ["@connectrpc/connect"],
  verified: "@connectrpc/connect@2.3.0",
  remote: [
    {
      calls: ["createClient().*"],
      effect: "unknown",
      timeout: [
        { argument: 1, path: "timeoutMs", none: [0] },
        { client: "createClient", argument: 1, path: "", bounds: "unknown" },
      ],
      abort: [{ argument: 1, path: "signal" }],
      defaultTimeout: "none",
      retries: { defaultAttempts: 1, attempts: [], source: "@connectrpc/connect@2.3.0/dist/esm/promise-client.js" },
      source: "@connectrpc/connect@2.3.0/dist/esm/call-options.d.ts:12",
    },
  ],
};
