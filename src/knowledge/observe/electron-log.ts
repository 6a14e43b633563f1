import type { Library } from "../library.js";

export const electronLog: Library = {
  name: "electron-log",
  modules: ["electron-log", "electron-log/main", "electron-log/node", "electron-log/renderer"],
  default: "log",
  verified: "electron-log@5.4.4",
  loggers: [
    {
      loggers: ["log", "log.scope()"],
      levels: ["error", "warn", "info", "verbose", "debug", "silly", "log"],
      errorLevels: ["error"],
      context: "values",
      child: ["scope"],
      source: "electron-log@5.4.4/src/index.d.ts:432",
    },
  ],
};
