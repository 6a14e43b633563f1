import type { Library } from "../library.js";

export const loglevel: Library = {
  name: "loglevel",
  modules: ["loglevel"],
  default: "log",
  verified: "loglevel@1.9.2",
  loggers: [
    {
      loggers: ["log", "log.getLogger()"],
      levels: ["trace", "debug", "info", "warn", "error"],
      errorLevels: ["error"],
      context: "values",
      source: "loglevel@1.9.2/index.d.ts:98",
    },
  ],
};
