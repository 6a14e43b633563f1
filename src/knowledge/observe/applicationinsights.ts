import type { Library } from "../library.js";

/** Traces, failures and metrics go the same way. */
export const applicationinsights: Library = {
  name: "applicationinsights",
  modules: ["applicationinsights"],
  default: "appInsights",
  verified: "applicationinsights@3.16.0",
  types: { TelemetryClient: "new TelemetryClient()" },
  loggers: [
    {
      loggers: ["appInsights.defaultClient", "new TelemetryClient()"],
      levels: ["trackTrace", "trackException"],
      errorLevels: ["trackException"],
      context: "values",
      waits: ["flush"],
      source: "applicationinsights@3.16.0/out/src/shim/telemetryClient.d.ts:47",
    },
  ],
  metrics: [
    {
      instruments: ["appInsights.defaultClient", "new TelemetryClient()"],
      observes: ["trackMetric", "trackDependency", "trackRequest", "trackEvent"],
      waits: ["flush"],
      source: "applicationinsights@3.16.0/out/src/shim/telemetryClient.d.ts:64",
    },
  ],
};
