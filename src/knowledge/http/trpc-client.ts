import type { Library, RemoteFact } from "../library.js";

/** A procedure stands at any depth of the router. In a batch a request is aborted only when every call of it is. */
const common = {
  timeout: [
    { client: "createTRPCClient", argument: 0, path: "links", bounds: "unknown" },
    { client: "createTRPCProxyClient", argument: 0, path: "links", bounds: "unknown" },
  ],
  abort: [{ argument: 1, path: "signal" }],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
  retries: { defaultAttempts: "unknown", attempts: [], source: "@trpc/client@11.25.2/dist/index.d.mts:322" },
  source: "@trpc/client@11.25.2/dist/types-DO-GCB2q.d.mts:92",
} as const satisfies Partial<RemoteFact>;

export const trpcClient: Library = {
  name: "@trpc/client",
  modules: ["@trpc/client"],
  verified: "@trpc/client@11.25.2",
  remote: [
    { calls: ["createTRPCClient().*.query", "createTRPCProxyClient().*.query"], effect: "read", ...common },
    { calls: ["createTRPCClient().*.mutate", "createTRPCProxyClient().*.mutate"], effect: "non-idempotent", ...common },
  ],
};
