import type { Library } from "../library.js";

export const promClient: Library = {
  name: "prom-client",
  modules: ["prom-client"],
  default: "client",
  verified: "prom-client@15.1.3",
  metrics: [
    { instruments: ["new client.Counter()", "new client.Counter().labels()"], counts: ["inc"], source: "prom-client@15.1.3/index.d.ts:265" },
    {
      instruments: ["new client.Gauge()", "new client.Gauge().labels()"],
      counts: ["inc", "dec"],
      observes: ["set", "setToCurrentTime"],
      starts: [
        { method: "inc", endedBy: "dec" },
        { method: "startTimer", endedBy: "result()" },
      ],
      source: "prom-client@15.1.3/index.d.ts:371",
    },
    {
      instruments: ["new client.Histogram()", "new client.Histogram().labels()", "new client.Summary()", "new client.Summary().labels()"],
      observes: ["observe"],
      starts: [{ method: "startTimer", endedBy: "result()" }],
      source: "prom-client@15.1.3/index.d.ts:485",
    },
  ],
};
