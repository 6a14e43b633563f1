import type { Library, RemoteFact } from "../library.js";

/** Its driver decides what bounds a query. Of failures it tries again only what SQLite turned away because it was locked. */
const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "unknown",
  retries: { defaultAttempts: 1, attempts: [], source: "sequelize@6.37.8/lib/sequelize.js:121" },
  source: "sequelize@6.37.8/lib/dialects/abstract/connection-manager.js:24",
} as const satisfies Partial<RemoteFact>;

export const sequelize: Library = {
  name: "sequelize",
  modules: ["sequelize"],
  verified: "sequelize@6.37.8",
  types: { Sequelize: "new Sequelize()" },
  remote: [
    {
      calls: [
        "new Sequelize().define().findAll",
        "new Sequelize().define().findOne",
        "new Sequelize().define().findByPk",
        "new Sequelize().define().count",
        "new Sequelize().authenticate",
      ],
      effect: "read",
      ...common,
    },
    { calls: ["new Sequelize().define().upsert", "new Sequelize().define().destroy"], effect: "idempotent-write", ...common },
    { calls: ["new Sequelize().define().create", "new Sequelize().define().bulkCreate"], effect: "non-idempotent", ...common },
    { calls: ["new Sequelize().query", "new Sequelize().define().update", "new Sequelize().define().findOrCreate"], effect: "unknown", ...common },
  ],
  callbacks: [{ calls: ["new Sequelize().transaction"], argument: "last", runs: "once", result: "returned", source: "sequelize@6.37.8/lib/sequelize.js" }],
  locks: [
    {
      acquire: ["new Sequelize().transaction"],
      release: ["result.commit", "result.rollback"],
      exclusive: false,
      lock: false,
      holds: "transaction",
      usedAs: "transaction",
      source: "sequelize@6.37.8/types/transaction.d.ts",
    },
  ],
  promises: [{ calls: ["new Sequelize().transaction", "new Sequelize().sync", "new Sequelize().close"], source: "sequelize@6.37.8/types/sequelize.d.ts" }],
};
