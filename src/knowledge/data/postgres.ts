import type { Library, RemoteFact } from "../library.js";

/** Most queries are tagged templates, which are no calls. `statement_timeout` is kept by the server. */
const common = {
  timeout: [
    { client: "postgres", argument: 1, path: "connection.statement_timeout", bounds: "unknown" },
    { client: "postgres", argument: 0, path: "connection.statement_timeout", bounds: "unknown" },
    { client: "postgres", argument: 1, path: "connect_timeout", bounds: "connect", unit: "s" },
    { client: "postgres", argument: 0, path: "", connectionString: true },
  ],
  abort: [],
  defaultTimeout: "none",
  defaultDetail: "30 s to connect and none for the query",
  retries: { defaultAttempts: 1, attempts: [], source: "postgres@3.4.9/src/connection.js" },
  source: "postgres@3.4.9/src/index.js:453",
} as const satisfies Partial<RemoteFact>;

export const postgres: Library = {
  name: "postgres",
  modules: ["postgres"],
  default: "postgres",
  verified: "postgres@3.4.9",
  types: { Sql: "postgres()" },
  remote: [{ calls: ["postgres().unsafe"], effect: "unknown", ...common }],
  callbacks: [{ calls: ["postgres().begin"], argument: "last", runs: "once", result: "returned", source: "postgres@3.4.9/types/index.d.ts:717" }],
  promises: [{ calls: ["postgres().unsafe"], lazy: true, part: { sentBy: ["execute", "forEach", "cursor"], writtenOutBy: [] }, source: "postgres@3.4.9/src/query.js" }],
  locks: [{ acquire: ["postgres().reserve"], release: ["result.release"], exclusive: false, lock: false, source: "postgres@3.4.9/types/index.d.ts:720" }],
};
