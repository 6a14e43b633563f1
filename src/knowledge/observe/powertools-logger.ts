import type { Library } from "../library.js";

export const powertoolsLogger: Library = {
  name: "@aws-lambda-powertools/logger",
  modules: ["@aws-lambda-powertools/logger"],
  verified: "@aws-lambda-powertools/logger@2.36.0",
  types: { Logger: "new Logger()" },
  loggers: [
    {
      loggers: ["new Logger()", "new Logger().createChild()"],
      levels: ["trace", "debug", "info", "warn", "error", "critical"],
      errorLevels: ["error", "critical"],
      context: "second",
      child: ["createChild"],
      source: "@aws-lambda-powertools/logger@2.36.0/lib/esm/Logger.d.ts:154",
    },
  ],
};
