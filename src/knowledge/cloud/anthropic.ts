import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { argument: 1, path: "timeout" },
    { client: "new Anthropic", argument: 0, path: "timeout" },
  ],
  abort: [{ argument: 1, path: "signal" }],
  defaultTimeout: 600_000,
  defaultDetail: "10 min for each of three attempts",
  retries: {
    defaultAttempts: 3,
    attempts: [
      { argument: 1, path: "maxRetries" },
      { client: "new Anthropic", argument: 0, path: "maxRetries" },
    ],
    firstIsExtra: true,
    source: "@anthropic-ai/sdk@1.11.0/client.js:170",
  },
  idempotencyKey: [{ argument: 1, path: "idempotencyKey" }],
  source: "@anthropic-ai/sdk@1.11.0/client.js:1049",
} as const satisfies Partial<RemoteFact>;

export const anthropic: Library = {
  name: "@anthropic-ai/sdk",
  modules: ["@anthropic-ai/sdk"],
  default: "Anthropic",
  verified: "@anthropic-ai/sdk@1.11.0",
  remote: [
    { calls: ["new Anthropic().messages.create", "new Anthropic().messages.parse", "new Anthropic().beta.messages.create"], effect: "non-idempotent", generates: true, ...common },
    { calls: ["new Anthropic().messages.countTokens", "new Anthropic().messages.batches.create"], effect: "non-idempotent", ...common },
  ],
};
