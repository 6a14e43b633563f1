import type { Library } from "../library.js";

/** What whoever makes an instrument says of its metric. */
const configuration = {
  named: { argument: 0, path: "name" },
  labels: { method: "labels", names: { argument: 0, path: "labelNames" } },
} as const;

export const promClient: Library = {
  name: "prom-client",
  modules: ["prom-client"],
  default: "client",
  verified: "prom-client@15.1.3",
  metrics: [
    { instruments: ["new client.Counter()", "new client.Counter().labels()"], counts: ["inc"], ...configuration, source: "prom-client@15.1.3/index.d.ts:265" },
    {
      instruments: ["new client.Gauge()", "new client.Gauge().labels()"],
      counts: ["inc", "dec"],
      observes: ["set", "setToCurrentTime"],
      starts: [
        { method: "inc", endedBy: "dec" },
        { method: "startTimer", endedBy: "result()" },
      ],
      ...configuration,
      source: "prom-client@15.1.3/index.d.ts:371",
    },
    {
      instruments: ["new client.Histogram()", "new client.Histogram().labels()", "new client.Summary()", "new client.Summary().labels()"],
      observes: ["observe"],
      starts: [{ method: "startTimer", endedBy: "result()" }],
      ...configuration,
      source: "prom-client@15.1.3/index.d.ts:485",
    },
  ],
};
