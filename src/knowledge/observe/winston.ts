import type { Library } from "../library.js";

export const winston: Library = {
  name: "winston",
  modules: ["winston"],
  default: "winston",
  verified: "winston@3.19.0",
  types: { Logger: "winston.createLogger()" },
  loggers: [
    {
      loggers: ["winston", "winston.createLogger()", "winston.createLogger().child()"],
      levels: ["error", "warn", "info", "http", "verbose", "debug", "silly"],
      errorLevels: ["error"],
      context: "second",
      child: ["child"],
      leveled: "log",
      source: "winston@3.19.0/index.d.ts:119",
    },
  ],
};
