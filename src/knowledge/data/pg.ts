import type { Library, RemoteFact, Slot } from "../library.js";

/** `statement_timeout` is kept by the server: a dead link outlives it. */
const poolSettings: readonly Slot[] = [
  { argument: 0, path: "query_timeout", undeclared: true },
  { client: "new Pool", argument: 0, path: "query_timeout", none: [0, false] },
  { client: "new Pool", argument: 0, path: "statement_timeout", bounds: "unknown", none: [0, false] },
  { client: "new Pool", argument: 0, path: "connectionTimeoutMillis", bounds: "connect", none: [0] },
  { client: "new Pool", argument: 0, path: "connectionString", connectionString: true },
];

const settings: readonly Slot[] = [
  ...poolSettings,
  { client: "new Client", argument: 0, path: "query_timeout", none: [0, false] },
  { client: "new Client", argument: 0, path: "statement_timeout", bounds: "unknown", none: [0, false] },
  { client: "new Client", argument: 0, path: "connectionTimeoutMillis", bounds: "connect", none: [0] },
  { client: "new Client", argument: 0, path: "connectionString", connectionString: true },
  { client: "new Client", argument: 0, path: "", connectionString: true },
];

const query: Omit<RemoteFact, "calls"> = {
  effect: "unknown",
  timeout: settings,
  abort: [],
  defaultTimeout: "none",
  retries: { defaultAttempts: 1, attempts: [], source: "pg@8.23.1/lib/client.js" },
  source: "pg@8.23.1/lib/defaults.js:76",
};

export const pg: Library = {
  name: "pg",
  modules: ["pg"],
  default: "pg",
  verified: "pg@8.23.1",
  types: { PoolClient: "new Pool().connect()" },
  remote: [
    { calls: ["new Pool().query"], ...query, timeout: poolSettings },
    { calls: ["new Client().query", "new Pool().connect().query"], ...query, serial: true },
    {
      calls: ["new Pool().connect", "new Client().connect"],
      effect: "read",
      timeout: [
        { client: "new Pool", argument: 0, path: "connectionTimeoutMillis", none: [0] },
        { client: "new Client", argument: 0, path: "connectionTimeoutMillis", none: [0] },
      ],
      abort: [],
      defaultTimeout: "none",
      retries: { defaultAttempts: 1, attempts: [], source: "pg@8.23.1/lib/client.js" },
      source: "pg@8.23.1/lib/client.js:116",
    },
  ],
  locks: [
    {
      acquire: ["new Pool().connect"],
      release: ["result.release"],
      exclusive: false,
      lock: false,
      holds: "connection",
      source: "@types/pg@8.23.1/index.d.ts:321",
    },
    {
      acquire: ["new Pool().connect().query", "new Client().query"],
      release: ["new Pool().connect().query", "new Client().query", "new Client().end"],
      statements: { acquires: ["begin", "start transaction"], releases: ["commit", "rollback", "end", "abort"] },
      exclusive: false,
      lock: false,
      holds: "transaction",
      source: "https://www.postgresql.org/docs/current/sql-begin.html, pg@8.23.1/lib/client.js",
    },
  ],
};
