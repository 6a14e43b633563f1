import type { Library, RemoteFact } from "../library.js";

const query: Omit<RemoteFact, "calls"> = {
  effect: "unknown",
  timeout: [{ argument: 0, path: "timeout" }],
  abort: [],
  defaultTimeout: "none",
  retries: { defaultAttempts: 1, attempts: [], source: "mysql2@3.24.5/lib/commands/query.js" },
  source: "mysql2@3.24.5/lib/commands/query.js:359",
};

export const mysql2: Library = {
  name: "mysql2",
  modules: ["mysql2/promise", "mysql2"],
  default: "mysql",
  verified: "mysql2@3.24.5",
  types: { Pool: "mysql.createPool()", Connection: "mysql.createConnection()", PoolConnection: "mysql.createPool().getConnection()" },
  remote: [
    { calls: ["mysql.createPool().query", "mysql.createPool().execute", "mysql.createPool().promise().query", "mysql.createPool().promise().execute"], ...query },
    { calls: ["mysql.createConnection().query", "mysql.createConnection().execute", "mysql.createPool().getConnection().query", "mysql.createPool().getConnection().execute"], ...query, serial: true },
    {
      calls: ["mysql.createConnection"],
      effect: "read",
      timeout: [{ argument: 0, path: "connectTimeout" }],
      abort: [],
      defaultTimeout: 10_000,
      defaultDetail: "10 s",
      retries: { defaultAttempts: 1, attempts: [], source: "mysql2@3.24.5/lib/commands/query.js" },
      source: "mysql2@3.24.5/lib/connection_config.js:116",
    },
  ],
  locks: [
    {
      acquire: ["mysql.createPool().getConnection"],
      release: ["result.release", "result.destroy"],
      exclusive: false,
      lock: false,
      holds: "connection",
      source: "mysql2@3.24.5/promise.d.ts:87",
    },
    {
      acquire: ["mysql.createPool().getConnection().beginTransaction", "mysql.createConnection().beginTransaction"],
      release: [
        "mysql.createPool().getConnection().commit",
        "mysql.createPool().getConnection().rollback",
        "mysql.createPool().getConnection().destroy",
        "mysql.createConnection().commit",
        "mysql.createConnection().rollback",
        "mysql.createConnection().destroy",
        "mysql.createConnection().end",
      ],
      exclusive: false,
      lock: false,
      holds: "transaction",
      source: "mysql2@3.24.5/promise.d.ts",
    },
  ],
};
