import type { Library } from "../library.js";

/** The time of a transaction is kept by the server. What `executeRead` and `executeWrite` are given runs again for half a minute. */
export const neo4jDriver: Library = {
  name: "neo4j-driver",
  modules: ["neo4j-driver"],
  default: "neo4j",
  verified: "neo4j-driver@6.3.0",
  types: { Driver: "neo4j.driver()", Session: "neo4j.driver().session()" },
  remote: [
    {
      calls: ["neo4j.driver().session().run"],
      effect: "unknown",
      timeout: [
        { argument: 2, path: "timeout", bounds: "unknown" },
        { client: "neo4j.driver", argument: 2, path: "connectionAcquisitionTimeout", bounds: "queue" },
        { client: "neo4j.driver", argument: 2, path: "connectionTimeout", bounds: "connect" },
      ],
      abort: [],
      defaultTimeout: "none",
      defaultDetail: "60 s to get a connection and none for the query",
      retries: { defaultAttempts: "unknown", attempts: [], source: "neo4j-driver-core@6.3.0/types/session.d.ts:123" },
      source: "neo4j-driver-core@6.3.0/lib/internal/constants.js:23",
    },
  ],
  callbacks: [
    {
      calls: ["neo4j.driver().session().executeRead", "neo4j.driver().session().executeWrite"],
      argument: 0,
      runs: "many",
      result: "returned",
      source: "neo4j-driver-core@6.3.0/lib/internal/transaction-executor.js:95",
    },
  ],
  locks: [{ acquire: ["neo4j.driver().session"], release: ["result.close"], exclusive: false, lock: false, source: "neo4j-driver-core@6.3.0/types/session.d.ts" }],
};
