import type { Library } from "../library.js";

export const mysql2: Library = {
  name: "mysql2",
  modules: ["mysql2/promise", "mysql2"],
  default: "mysql",
  verified: "mysql2@3.24.5",
  types: { Pool: "mysql.createPool()", Connection: "mysql.createConnection()", PoolConnection: "mysql.createPool().getConnection()" },
  remote: [
    {
      calls: [
        "mysql.createConnection().query",
        "mysql.createConnection().execute",
        "mysql.createPool().query",
        "mysql.createPool().execute",
        "mysql.createPool().getConnection().query",
        "mysql.createPool().getConnection().execute",
        "mysql.createPool().promise().query",
        "mysql.createPool().promise().execute",
      ],
      effect: "unknown",
      timeout: [{ argument: 0, path: "timeout" }],
      abort: [],
      defaultTimeout: "none",
      source: "mysql2@3.24.5/lib/commands/query.js:359",
    },
    {
      calls: ["mysql.createConnection"],
      effect: "read",
      timeout: [{ argument: 0, path: "connectTimeout" }],
      abort: [],
      defaultTimeout: 10_000,
      defaultDetail: "10 s",
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
