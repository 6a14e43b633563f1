import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { argument: 1, path: "timeout" },
    { client: "new OpenAI", argument: 0, path: "timeout" },
  ],
  abort: [{ argument: 1, path: "signal" }],
  defaultTimeout: 600_000,
  defaultDetail: "10 min for each of three attempts",
  retries: {
    defaultAttempts: 3,
    attempts: [
      { argument: 1, path: "maxRetries" },
      { client: "new OpenAI", argument: 0, path: "maxRetries" },
    ],
    firstIsExtra: true,
    source: "openai@6.49.0/client.js:173",
  },
  idempotencyKey: [{ argument: 1, path: "idempotencyKey" }],
  source: "openai@6.49.0/client.js:747",
} as const satisfies Partial<RemoteFact>;

export const openai: Library = {
  name: "openai",
  modules: ["openai"],
  default: "OpenAI",
  verified: "openai@6.49.0",
  remote: [
    {
      calls: [
        "new OpenAI().chat.completions.create",
        "new OpenAI().chat.completions.parse",
        "new OpenAI().responses.create",
        "new OpenAI().responses.parse",
        "new OpenAI().completions.create",
        "new OpenAI().images.generate",
        "new OpenAI().images.edit",
        "new OpenAI().audio.transcriptions.create",
        "new OpenAI().audio.translations.create",
        "new OpenAI().audio.speech.create",
      ],
      effect: "non-idempotent",
      generates: true,
      ...common,
    },
    {
      calls: [
        "new OpenAI().embeddings.create",
        "new OpenAI().moderations.create",
        "new OpenAI().files.create",
        "new OpenAI().batches.create",
      ],
      effect: "non-idempotent",
      ...common,
    },
    { calls: ["new OpenAI().files.retrieve", "new OpenAI().files.list", "new OpenAI().batches.retrieve", "new OpenAI().models.retrieve"], effect: "read", ...common },
  ],
};
