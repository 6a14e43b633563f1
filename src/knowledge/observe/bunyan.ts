import type { Library } from "../library.js";

export const bunyan: Library = {
  name: "bunyan",
  modules: ["bunyan"],
  default: "bunyan",
  verified: "bunyan@2.0.5",
  types: { Logger: "bunyan.createLogger()" },
  loggers: [
    {
      loggers: ["bunyan.createLogger()", "bunyan.createLogger().child()"],
      levels: ["trace", "debug", "info", "warn", "error", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "first",
      child: ["child"],
      source: "@types/bunyan@1.8.11/index.d.ts:142",
    },
  ],
};
