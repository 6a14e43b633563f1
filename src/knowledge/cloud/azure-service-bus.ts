import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [{ client: "new ServiceBusClient", argument: 1, path: "retryOptions.timeoutInMs" }],
  defaultTimeout: 60_000,
  defaultDetail: "60 s for each of four attempts",
  retries: { defaultAttempts: 4, attempts: [{ client: "new ServiceBusClient", argument: 1, path: "retryOptions.maxRetries" }], firstIsExtra: true, source: "@azure/core-amqp@4.4.2/dist/esm/util/constants.js:80" },
  source: "@azure/core-amqp@4.4.2/dist/esm/util/constants.js:55",
} as const satisfies Partial<RemoteFact>;

export const azureServiceBus: Library = {
  name: "@azure/service-bus",
  modules: ["@azure/service-bus"],
  verified: "@azure/service-bus@7.9.5",
  types: { ServiceBusSender: "new ServiceBusClient().createSender()", ServiceBusReceiver: "new ServiceBusClient().createReceiver()" },
  remote: [
    { calls: ["new ServiceBusClient().createSender().sendMessages"], effect: "non-idempotent", abort: [{ argument: 1, path: "abortSignal" }], ...common },
    { calls: ["new ServiceBusClient().createSender().scheduleMessages"], effect: "non-idempotent", abort: [{ argument: 2, path: "abortSignal" }], ...common },
    { calls: ["new ServiceBusClient().createReceiver().peekMessages"], effect: "read", abort: [{ argument: 1, path: "abortSignal" }], ...common },
    { calls: ["new ServiceBusClient().createReceiver().receiveMessages"], effect: "non-idempotent", abort: [{ argument: 1, path: "abortSignal" }], ...common },
    {
      calls: ["new ServiceBusClient().createReceiver().completeMessage", "new ServiceBusClient().createReceiver().abandonMessage", "new ServiceBusClient().createReceiver().deadLetterMessage"],
      effect: "idempotent-write",
      abort: [],
      ...common,
    },
  ],
};
