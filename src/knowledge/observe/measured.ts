import type { Library } from "../library.js";

export const measured: Library = {
  name: "measured",
  modules: ["measured-core"],
  default: "measured",
  verified: "measured-core@2.0.0",
  metrics: [
    {
      instruments: ["measured.createCollection().counter()", "new Collection().counter()"],
      counts: ["inc", "dec"],
      source: "measured-core@2.0.0/lib/metrics/Counter.js:38",
    },
    {
      instruments: ["measured.createCollection().meter()", "new Collection().meter()"],
      counts: ["mark"],
      source: "measured-core@2.0.0/lib/metrics/Meter.js:56",
    },
    {
      instruments: ["measured.createCollection().histogram()", "new Collection().histogram()"],
      observes: ["update"],
      source: "measured-core@2.0.0/lib/metrics/Histogram.js:44",
    },
    {
      instruments: ["measured.createCollection().timer()", "new Collection().timer()"],
      observes: ["update"],
      starts: [{ method: "start", endedBy: "result.end" }],
      source: "measured-core@2.0.0/lib/metrics/Timer.js:56",
    },
  ],
};
