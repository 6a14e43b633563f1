import type { Library } from "../library.js";

/** Context is kept by the logger (`addContext`); what a call is given is printed. */
export const log4js: Library = {
  name: "log4js",
  modules: ["log4js"],
  default: "log4js",
  verified: "log4js@6.9.1",
  types: { Logger: "log4js.getLogger()" },
  loggers: [
    {
      loggers: ["log4js.getLogger()"],
      levels: ["trace", "debug", "info", "warn", "error", "fatal", "mark"],
      errorLevels: ["error", "fatal"],
      context: "values",
      source: "log4js@6.9.1/types/log4js.d.ts:449",
    },
  ],
};
