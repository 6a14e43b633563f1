import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [],
  timeoutMethods: [{ method: "timeout" }],
  abort: [],
  defaultTimeout: "none",
  defaultDetail: "60 s to get a connection and none for the query",
  retries: { defaultAttempts: 1, attempts: [], source: "knex@3.3.0/lib/client.js" },
  source: "knex@3.3.0/lib/client.js:253",
} as const satisfies Partial<RemoteFact>;

/** A query runs when somebody waits for it: one that nobody awaits is never sent. */
export const knex: Library = {
  name: "knex",
  modules: ["knex"],
  default: "knex",
  verified: "knex@3.3.0",
  types: { Knex: "knex()" },
  remote: [
    { calls: ["knex()().select", "knex()().first", "knex()().where", "knex()().count"], effect: "read", ...common },
    { calls: ["knex()().insert"], effect: "non-idempotent", ...common },
    { calls: ["knex().raw", "knex()().update"], effect: "unknown", ...common },
  ],
  promises: [
    {
      calls: ["knex().raw", "knex()().select", "knex()().first", "knex()().where", "knex()().count", "knex()().insert", "knex()().update", "knex()().del", "knex()().delete"],
      lazy: true,
      part: { sentBy: ["asCallback", "stream", "pipe"], writtenOutBy: ["toQuery", "toSQL", "toString"] },
      source: "knex@3.3.0/lib/builder-interface-augmenter.js",
    },
  ],
  locks: [
    {
      acquire: ["knex().transaction"],
      release: ["result.commit", "result.rollback"],
      exclusive: false,
      lock: false,
      holds: "transaction",
      source: "knex@3.3.0/lib/execution/transaction.js",
    },
  ],
  callbacks: [{ calls: ["knex().transaction"], argument: 0, runs: "once", result: "awaited", source: "knex@3.3.0/lib/execution/transaction.js" }],
};
