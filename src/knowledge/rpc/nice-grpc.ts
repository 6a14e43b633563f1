import type { Library } from "../library.js";

/** Deadlines and retries come from middleware, which `createClient` takes none of. */
export const niceGrpc: Library = {
  name: "nice-grpc",
  modules: ["nice-grpc"],
  verified: "nice-grpc@2.1.18",
  remote: [
    {
      calls: ["createClient().*"],
      effect: "unknown",
      timeout: [{ client: "createClient", argument: 2, path: "", bounds: "unknown" }],
      abort: [{ argument: 1, path: "signal" }],
      defaultTimeout: "none",
      retries: { defaultAttempts: 1, attempts: [], source: "nice-grpc@2.1.18/lib/client/ClientFactory.d.ts" },
      source: "nice-grpc-common@2.0.4/lib/client/CallOptions.d.ts:13",
    },
    {
      calls: ["createClientFactory().create().*"],
      effect: "unknown",
      timeout: [{ client: "createClientFactory().create", argument: 2, path: "", bounds: "unknown" }],
      abort: [{ argument: 1, path: "signal" }],
      defaultTimeout: "none",
      source: "nice-grpc-common@2.0.4/lib/client/CallOptions.d.ts:13",
    },
  ],
};
