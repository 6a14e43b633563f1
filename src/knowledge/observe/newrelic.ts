import type { Library } from "../library.js";

export const newrelic: Library = {
  name: "newrelic",
  modules: ["newrelic"],
  default: "newrelic",
  verified: "newrelic@14.5.1",
  loggers: [
    {
      loggers: ["newrelic"],
      levels: ["recordLogEvent", "noticeError"],
      errorLevels: ["noticeError"],
      context: "second",
      source: "@types/newrelic@9.14.8/index.d.ts:143",
    },
  ],
  metrics: [
    {
      instruments: ["newrelic"],
      counts: ["incrementMetric"],
      observes: ["recordMetric", "recordCustomEvent"],
      source: "@types/newrelic@9.14.8/index.d.ts:318",
    },
  ],
  callbacks: [{ calls: ["newrelic.startSegment"], argument: 2, runs: "sync", result: "returned", source: "@types/newrelic@9.14.8/index.d.ts" }],
};
