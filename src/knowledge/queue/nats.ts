import type { Library } from "../library.js";

/** A published message is handed to the connection and confirmed by nobody. */
export const nats: Library = {
  name: "nats",
  modules: ["nats", "@nats-io/transport-node"],
  verified: "nats@2.29.3",
  types: { NatsConnection: "connect()" },
  remote: [
    {
      calls: ["connect().request"],
      effect: "unknown",
      timeout: [{ argument: 2, path: "timeout" }],
      abort: [],
      defaultTimeout: 1_000,
      retries: { defaultAttempts: 1, attempts: [], source: "nats@2.29.3/lib/nats-base-client/nats.js" },
      source: "nats@2.29.3/lib/nats-base-client/nats.js:319",
    },
    {
      calls: ["connect"],
      effect: "read",
      timeout: [{ argument: 0, path: "timeout" }],
      abort: [],
      defaultTimeout: 20_000,
      retries: { defaultAttempts: "unknown", attempts: [], source: "@nats-io/nats-core@3.4.0/lib/options.js:29" },
      source: "nats@2.29.3/lib/nats-base-client/protocol.js:415",
    },
  ],
};
