import type { Library, RemoteFact } from "../library.js";

/** No call of a channel takes a limit, and a confirmation may never come. */
const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "none",
  retries: { defaultAttempts: 1, attempts: [], source: "amqplib@2.3.1/lib/channel_model.js" },
  source: "amqplib@2.3.1 against a silent broker on node@20.20.2",
} as const satisfies Partial<RemoteFact>;

export const amqplib: Library = {
  name: "amqplib",
  modules: ["amqplib"],
  default: "amqp",
  verified: "amqplib@2.3.1",
  types: { Channel: "amqp.connect().createChannel()", ConfirmChannel: "amqp.connect().createConfirmChannel()" },
  remote: [
    { calls: ["amqp.connect"], effect: "read", ...common, timeout: [{ argument: 1, path: "timeout" }] },
    {
      calls: ["amqp.connect().createChannel().assertQueue", "amqp.connect().createChannel().assertExchange", "amqp.connect().createChannel().bindQueue"],
      effect: "idempotent-write",
      ...common,
    },
    { calls: ["amqp.connect().createConfirmChannel().waitForConfirms"], effect: "read", ...common },
  ],
  callbacks: [
    {
      calls: ["amqp.connect().createChannel().consume"],
      argument: 1,
      runs: "many",
      result: "dropped",
      source: "amqplib@2.3.1/lib/channel.js",
    },
  ],
};
