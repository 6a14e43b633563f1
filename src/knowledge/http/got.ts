import type { Library, OwnRetries, RemoteFact, Slot } from "../library.js";

const client: readonly Slot[] = [
  { client: "got.extend", argument: 0, path: "timeout.request" },
  { client: "got.extend", argument: 0, path: "timeout.response", bounds: "headers" },
  { client: "got.extend", argument: 0, path: "timeout.socket", bounds: "idle" },
  { client: "got.extend", argument: 0, path: "timeout.connect", bounds: "connect" },
];

const timeout: readonly Slot[] = [
  { argument: 1, path: "timeout.request" },
  { argument: 1, path: "timeout.response", bounds: "headers" },
  { argument: 1, path: "timeout.socket", bounds: "idle" },
  { argument: 1, path: "timeout.read", bounds: "idle" },
  { argument: 1, path: "timeout.lookup", bounds: "connect" },
  { argument: 1, path: "timeout.connect", bounds: "connect" },
  { argument: 1, path: "timeout.secureConnect", bounds: "connect" },
  ...client,
];

const retries = {
  defaultAttempts: 3,
  attempts: [
    { argument: 1, path: "retry.limit" },
    { argument: 0, path: "retry.limit" },
    { client: "got.extend", argument: 0, path: "retry.limit" },
  ],
  firstIsExtra: true,
  idempotentOnly: true,
  methods: [
    { argument: 1, path: "retry.methods" },
    { argument: 0, path: "retry.methods" },
    { client: "got.extend", argument: 0, path: "retry.methods" },
  ],
  source: "got@14.6.6/dist/source/core/options.js:150",
} as const satisfies OwnRetries;

const common = {
  timeout,
  retries,
  rejectsOnStatus: true,
  abort: [{ argument: 1, path: "signal" }],
  defaultTimeout: "none",
  target: 0,
  source: "got@14.6.6/dist/source/core/options.js:150",
} as const satisfies Partial<RemoteFact>;

/** A plain number as `timeout` is refused from 12 on, and each attempt has the whole budget. */
export const got: Library = {
  name: "got",
  modules: ["got"],
  default: "got",
  verified: "got@14.6.6",
  types: { Got: "got" },
  remote: [
    {
      calls: ["got", "got.extend()", "got.stream", "got.extend().stream"],
      effect: "by-method",
      method: [
        { argument: 1, path: "method" },
        { argument: 0, path: "method" },
      ],
      ...common,
      timeout: [...timeout, { argument: 0, path: "timeout.request" }],
      abort: [
        { argument: 1, path: "signal" },
        { argument: 0, path: "signal" },
      ],
    },
    { calls: ["got.get", "got.head", "got.extend().get", "got.extend().head"], effect: "read", ...common },
    { calls: ["got.paginate", "got.paginate.all", "got.extend().paginate"], effect: "read", ...common },
    { calls: ["got.put", "got.delete", "got.extend().put", "got.extend().delete"], effect: "idempotent-write", ...common },
    { calls: ["got.post", "got.patch", "got.extend().post", "got.extend().patch"], effect: "non-idempotent", ...common },
  ],
  promises: [
    {
      calls: ["got().json", "got().text", "got().buffer", "got.get().json", "got.get().text", "got.get().buffer", "got.post().json", "got.post().text"],
      source: "got@14.6.6/dist/source/as-promise/types.d.ts",
    },
  ],
};
