import type { Library } from "../library.js";

const retries = { defaultAttempts: 1, attempts: [], source: "mysql@2.18.1/lib/Connection.js" } as const;

/** Everything is told to a callback; the wait for a pooled connection ends after ten seconds. */
export const mysql: Library = {
  name: "mysql",
  modules: ["mysql"],
  default: "mysql",
  verified: "mysql@2.18.1",
  types: { Pool: "mysql.createPool()", Connection: "mysql.createConnection()" },
  remote: [
    {
      calls: ["mysql.createConnection().query", "mysql.createPool().query"],
      effect: "unknown",
      timeout: [{ argument: 0, path: "timeout", none: [0] }],
      abort: [],
      defaultTimeout: "none",
      defaultDetail: "10 s to connect and none for the query",
      returns: "emitter",
      retries,
      source: "mysql@2.18.1/lib/ConnectionConfig.js:20",
    },
  ],
  callbacks: [
    {
      calls: ["mysql.createConnection().query", "mysql.createPool().query", "mysql.createConnection().connect", "mysql.createPool().getConnection"],
      argument: "last",
      runs: "once",
      result: "dropped",
      errorFirst: true,
      source: "mysql@2.18.1/lib/Connection.js",
    },
  ],
};
