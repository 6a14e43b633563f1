import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { client: "twilio", argument: 2, path: "timeout" },
    { client: "new Twilio", argument: 2, path: "timeout" },
  ],
  abort: [],
  defaultTimeout: 30_000,
  retries: { defaultAttempts: 1, attempts: [], source: "twilio@6.2.0/lib/base/RequestClient.js:93" },
  source: "twilio@6.2.0/lib/base/RequestClient.js:47",
} as const satisfies Partial<RemoteFact>;

/** With `autoRetry` it tries again what was turned away because there was too much of it. */
export const twilio: Library = {
  name: "twilio",
  modules: ["twilio"],
  default: "twilio",
  verified: "twilio@6.2.0",
  remote: [
    {
      calls: ["twilio().messages.create", "twilio().calls.create", "new Twilio().messages.create", "new Twilio().calls.create", "twilio().verify.v2.services().verifications.create", "new Twilio().verify.v2.services().verifications.create"],
      effect: "non-idempotent",
      ...common,
    },
    {
      calls: ["twilio().messages().fetch", "twilio().messages.list", "twilio().calls().fetch", "twilio().lookups.v2.phoneNumbers().fetch", "new Twilio().messages().fetch", "new Twilio().messages.list", "new Twilio().lookups.v2.phoneNumbers().fetch"],
      effect: "read",
      ...common,
    },
  ],
};
