import type { Library } from "../library.js";

/** The generated clients are made of google-gax: the options stand second, and what is tried again stands in a table for each method. */
export const googlePubsub: Library = {
  name: "@google-cloud/pubsub",
  modules: ["@google-cloud/pubsub"],
  verified: "@google-cloud/pubsub@5.3.1",
  types: { Topic: "new PubSub().topic()", Subscription: "new PubSub().subscription()" },
  remote: [
    {
      calls: ["new PubSub().topic().publishMessage", "new PubSub().topic().publish", "new PubSub().topic().publishJSON"],
      effect: "non-idempotent",
      timeout: [{ client: "new PubSub().topic", argument: 1, path: "gaxOpts.timeout" }],
      abort: [],
      defaultTimeout: 60_000,
      defaultDetail: "60 s for each attempt",
      retries: { defaultAttempts: "unknown", attempts: [], source: "@google-cloud/pubsub@5.3.1/build/src/v1/publisher_client_config.json:36" },
      source: "@google-cloud/pubsub@5.3.1/build/src/v1/publisher_client_config.json:50",
    },
    {
      calls: ["new v1.PublisherClient().publish"],
      effect: "non-idempotent",
      timeout: [{ argument: 1, path: "timeout" }],
      abort: [],
      defaultTimeout: 60_000,
      defaultDetail: "60 s for each attempt",
      retries: { defaultAttempts: "unknown", attempts: [], source: "@google-cloud/pubsub@5.3.1/build/src/v1/publisher_client_config.json:36" },
      source: "@google-cloud/pubsub@5.3.1/build/src/v1/publisher_client_config.json:50",
    },
  ],
  callbacks: [{ calls: ["new PubSub().subscription().on"], argument: 1, runs: "many", result: "dropped", source: "@google-cloud/pubsub@5.3.1/build/src/subscription.d.ts" }],
};
