import type { Library } from "../library.js";

export const datadogMetrics: Library = {
  name: "datadog-metrics",
  modules: ["datadog-metrics"],
  default: "metrics",
  verified: "datadog-metrics@0.12.1",
  metrics: [
    {
      instruments: ["metrics", "new BufferedMetricsLogger()"],
      counts: ["increment"],
      observes: ["gauge", "histogram", "distribution"],
      waits: ["flush"],
      source: "datadog-metrics@0.12.1/dist/index.d.ts:17",
    },
  ],
};
