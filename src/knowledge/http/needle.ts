import type { Library, RemoteFact, Slot } from "../library.js";

const common = {
  defaultTimeout: "none",
  defaultDetail: "10 s to connect and none for the answer",
  timeoutCalls: ["needle.defaults"],
  target: 0,
  retries: { defaultAttempts: 1, attempts: [], source: "needle@3.5.0/lib/needle.js" },
  source: "needle@3.5.0/lib/needle.js:95",
} as const satisfies Partial<RemoteFact>;

const second: readonly Slot[] = [
  { argument: 1, path: "response_timeout", bounds: "headers", none: [0] },
  { argument: 1, path: "read_timeout", bounds: "idle", none: [0] },
  { argument: 1, path: "open_timeout", bounds: "connect", none: [0] },
  { argument: 1, path: "timeout", bounds: "connect", none: [0] },
];

const third: readonly Slot[] = [
  { argument: 2, path: "response_timeout", bounds: "headers", none: [0] },
  { argument: 2, path: "read_timeout", bounds: "idle", none: [0] },
  { argument: 2, path: "open_timeout", bounds: "connect", none: [0] },
  { argument: 2, path: "timeout", bounds: "connect", none: [0] },
];

export const needle: Library = {
  name: "needle",
  modules: ["needle"],
  default: "needle",
  verified: "needle@3.5.0",
  remote: [
    { calls: ["needle.get", "needle.head"], effect: "read", timeout: second, abort: [{ argument: 1, path: "signal" }], ...common },
    { calls: ["needle.put", "needle.delete"], effect: "idempotent-write", timeout: third, abort: [{ argument: 2, path: "signal" }], ...common },
    { calls: ["needle.post", "needle.patch"], effect: "non-idempotent", timeout: third, abort: [{ argument: 2, path: "signal" }], ...common },
    {
      calls: ["needle"],
      effect: "unknown",
      timeout: [{ argument: 3, path: "response_timeout", bounds: "headers", none: [0] }, ...third],
      abort: [
        { argument: 3, path: "signal" },
        { argument: 2, path: "signal" },
      ],
      ...common,
      target: 1,
    },
  ],
};
