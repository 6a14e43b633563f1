import type { Library, RemoteFact, Slot } from "../library.js";

const timeout: readonly Slot[] = [
  { client: "new Kafka", argument: 0, path: "requestTimeout" },
  { client: "new Kafka", argument: 0, path: "connectionTimeout", bounds: "connect" },
];

const common = {
  timeout,
  abort: [],
  defaultTimeout: 30_000,
  defaultDetail: "30 s for each of six attempts",
  retries: { defaultAttempts: 6, attempts: [{ client: "new Kafka", argument: 0, path: "retry.retries" }], firstIsExtra: true, source: "kafkajs@2.2.4/src/retry/defaults.js:6" },
  source: "kafkajs@2.2.4/src/index.js:56",
} as const satisfies Partial<RemoteFact>;

export const kafkajs: Library = {
  name: "kafkajs",
  modules: ["kafkajs"],
  verified: "kafkajs@2.2.4",
  types: { Producer: "new Kafka().producer()", Consumer: "new Kafka().consumer()", Admin: "new Kafka().admin()" },
  remote: [
    { calls: ["new Kafka().producer().send", "new Kafka().producer().sendBatch"], effect: "non-idempotent", ...common },
    {
      calls: ["new Kafka().producer().connect", "new Kafka().consumer().connect", "new Kafka().admin().connect", "new Kafka().admin().listTopics"],
      effect: "read",
      ...common,
    },
    { calls: ["new Kafka().admin().createTopics", "new Kafka().consumer().commitOffsets"], effect: "idempotent-write", ...common },
  ],
};
