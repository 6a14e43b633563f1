import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [],
  timeoutMethods: [{ method: "timeout" }],
  abort: [],
  defaultTimeout: "none",
  target: 0,
  retries: { defaultAttempts: 1, attempts: [], source: "superagent@10.4.2/lib/request-base.js:182" },
  source: "superagent@10.4.2/lib/request-base.js:108",
} as const satisfies Partial<RemoteFact>;

export const superagent: Library = {
  name: "superagent",
  modules: ["superagent"],
  default: "superagent",
  verified: "superagent@10.4.2",
  types: { SuperAgentStatic: "superagent" },
  remote: [
    { calls: ["superagent.get", "superagent.head", "superagent.options", "superagent.agent().get"], effect: "read", ...common },
    { calls: ["superagent.put", "superagent.delete", "superagent.del", "superagent.agent().put", "superagent.agent().delete"], effect: "idempotent-write", ...common },
    { calls: ["superagent.post", "superagent.patch", "superagent.agent().post", "superagent.agent().patch"], effect: "non-idempotent", ...common },
  ],
};
