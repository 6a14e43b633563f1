import type { Library } from "../library.js";

/** Logs, errors, spans and metrics go the same way, which `flush` waits for. */
export const sentry: Library = {
  name: "@sentry/node",
  modules: ["@sentry/node"],
  default: "Sentry",
  verified: "@sentry/node@10.78.0",
  loggers: [
    {
      loggers: ["Sentry.logger"],
      levels: ["trace", "debug", "info", "warn", "error", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "second",
      source: "@sentry/node@10.78.0/build/types/index.d.ts:41",
    },
    {
      loggers: ["Sentry"],
      levels: ["captureException", "captureMessage", "captureEvent"],
      errorLevels: ["captureException"],
      context: "second",
      waits: ["flush", "close"],
      source: "@sentry/node@10.78.0/build/types/index.d.ts:41",
    },
  ],
  metrics: [
    {
      instruments: ["Sentry.metrics"],
      counts: ["count"],
      observes: ["gauge", "distribution"],
      source: "@sentry/core@10.78.0/build/types/metrics/public-api.d.ts:50",
    },
  ],
  callbacks: [{ calls: ["Sentry.startSpan"], argument: 1, runs: "sync", result: "returned", source: "@sentry/core@10.78.0/build/types/tracing/trace.d.ts" }],
};
