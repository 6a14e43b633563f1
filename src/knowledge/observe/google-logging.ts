import type { Library } from "../library.js";

/** Each method of a log is a call of the service. */
export const googleLogging: Library = {
  name: "@google-cloud/logging",
  modules: ["@google-cloud/logging"],
  verified: "@google-cloud/logging@12.1.0",
  loggers: [
    {
      loggers: ["new Logging().log()"],
      levels: ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug", "write"],
      errorLevels: ["emergency", "alert", "critical", "error"],
      context: "values",
      sent: true,
      source: "@google-cloud/logging@12.1.0/build/src/log.d.ts:176",
    },
    {
      loggers: ["new Logging().logSync()"],
      levels: ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug", "write"],
      errorLevels: ["emergency", "alert", "critical", "error"],
      context: "values",
      source: "@google-cloud/logging@12.1.0/build/src/log-sync.d.ts",
    },
  ],
  promises: [{ calls: ["new Logging().log().write", "new Logging().log().error", "new Logging().log().warning", "new Logging().log().info", "new Logging().log().debug", "new Logging().log().critical"], source: "@google-cloud/logging@12.1.0/build/src/log.d.ts:706" }],
};
