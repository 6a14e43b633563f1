import type { Library } from "../library.js";

/** Metrics are lines of the log: what holds the log up holds them up. */
export const powertoolsMetrics: Library = {
  name: "@aws-lambda-powertools/metrics",
  modules: ["@aws-lambda-powertools/metrics"],
  verified: "@aws-lambda-powertools/metrics@2.36.0",
  types: { Metrics: "new Metrics()" },
  metrics: [
    {
      instruments: ["new Metrics()", "new Metrics().singleMetric()"],
      observes: ["addMetric"],
      source: "@aws-lambda-powertools/metrics@2.36.0/lib/esm/Metrics.d.ts:229",
    },
  ],
};
