import type { Library, RemoteFact } from "../library.js";

/** What may be repeated is said with each query; a policy decides how often. */
const common = {
  timeout: [
    { argument: 2, path: "readTimeout", none: [0] },
    { client: "new Client", argument: 0, path: "socketOptions.readTimeout", none: [0] },
  ],
  abort: [],
  defaultTimeout: 12_000,
  retries: { defaultAttempts: "unknown", attempts: [], source: "cassandra-driver@4.10.0/lib/client-options.js:61" },
  source: "cassandra-driver@4.10.0/lib/client-options.js:85",
} as const satisfies Partial<RemoteFact>;

export const cassandraDriver: Library = {
  name: "cassandra-driver",
  modules: ["cassandra-driver"],
  default: "cassandra",
  verified: "cassandra-driver@4.10.0",
  types: { Client: "new Client()" },
  remote: [{ calls: ["new Client().execute"], effect: "unknown", ...common }],
  promises: [{ calls: ["new Client().connect", "new Client().shutdown", "new Client().batch"], source: "cassandra-driver@4.10.0/index.d.ts" }],
};
