import type { Library } from "../library.js";

/** Every call is done when it returns, and blocks the event loop until then. A transaction refuses a function that returns a promise. */
export const betterSqlite3: Library = {
  name: "better-sqlite3",
  modules: ["better-sqlite3"],
  default: "Database",
  verified: "better-sqlite3@13.2.0",
  callbacks: [{ calls: ["new Database().transaction"], argument: 0, runs: "many", result: "returned", source: "better-sqlite3@13.2.0/lib/methods/transaction.js" }],
};
