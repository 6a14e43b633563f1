import type { Library } from "../library.js";

/** Metrics are lines of the log: what holds the log up holds them up. */
export const awsEmbeddedMetrics: Library = {
  name: "aws-embedded-metrics",
  modules: ["aws-embedded-metrics"],
  verified: "aws-embedded-metrics@4.2.1",
  types: { MetricsLogger: "createMetricsLogger()" },
  metrics: [
    {
      instruments: ["createMetricsLogger()"],
      observes: ["putMetric"],
      waits: ["flush"],
      source: "aws-embedded-metrics@4.2.1/lib/logger/MetricsLogger.d.ts:67",
    },
  ],
  callbacks: [{ calls: ["metricScope"], argument: 0, runs: "many", result: "returned", source: "aws-embedded-metrics@4.2.1/lib/logger/MetricScope.d.ts" }],
};
