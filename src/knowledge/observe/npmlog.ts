import type { Library } from "../library.js";

/** A prefix stands first, the message second. */
export const npmlog: Library = {
  name: "npmlog",
  modules: ["npmlog"],
  default: "log",
  verified: "npmlog@7.0.1",
  loggers: [
    {
      loggers: ["log"],
      levels: ["silly", "verbose", "info", "http", "notice", "warn", "error"],
      errorLevels: ["error"],
      context: "values",
      source: "@types/npmlog@7.0.0/index.d.ts:32",
    },
  ],
};
