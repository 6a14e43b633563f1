import type { Library } from "../library.js";

/** How bad a record is stands in the record (`severityNumber`). */
export const opentelemetryLogs: Library = {
  name: "@opentelemetry/api-logs",
  modules: ["@opentelemetry/api-logs"],
  verified: "@opentelemetry/api-logs@0.223.1",
  types: { Logger: "logs.getLogger()" },
  loggers: [
    {
      loggers: ["logs.getLogger()"],
      levels: ["emit"],
      errorLevels: [],
      context: "first",
      source: "@opentelemetry/api-logs@0.223.1/build/src/types/Logger.d.ts:10",
    },
  ],
};
