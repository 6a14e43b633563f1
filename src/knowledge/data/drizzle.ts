import type { Library, RemoteFact } from "../library.js";

/** Its driver decides what bounds a query. A query is sent when somebody waits for it. */
const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "unknown",
  retries: { defaultAttempts: "unknown", attempts: [], source: "drizzle-orm@0.45.4/node-postgres/session.d.ts" },
  source: "drizzle-orm@0.45.4/node-postgres/session.d.ts:50",
} as const satisfies Partial<RemoteFact>;

export const drizzle: Library = {
  name: "drizzle-orm",
  modules: ["drizzle-orm/node-postgres", "drizzle-orm/postgres-js", "drizzle-orm/mysql2"],
  verified: "drizzle-orm@0.45.4",
  types: { NodePgDatabase: "drizzle()", PostgresJsDatabase: "drizzle()", MySql2Database: "drizzle()" },
  remote: [
    { calls: ["drizzle().select().from"], effect: "read", ...common },
    { calls: ["drizzle().delete"], effect: "idempotent-write", ...common },
    { calls: ["drizzle().insert().values"], effect: "non-idempotent", ...common },
    { calls: ["drizzle().update().set", "drizzle().execute"], effect: "unknown", ...common },
  ],
  callbacks: [{ calls: ["drizzle().transaction"], argument: 0, runs: "once", result: "returned", source: "drizzle-orm@0.45.4/node-postgres/session.d.ts" }],
  promises: [
    {
      calls: ["drizzle().select().from", "drizzle().insert().values", "drizzle().update().set", "drizzle().delete", "drizzle().execute"],
      lazy: true,
      source: "drizzle-orm@0.45.4/query-promise.js",
    },
  ],
};
