import type { Library } from "../library.js";

export const statsdClient: Library = {
  name: "statsd-client",
  modules: ["statsd-client"],
  default: "StatsdClient",
  verified: "statsd-client@0.4.7",
  metrics: [
    {
      instruments: ["new StatsdClient()", "new StatsdClient().getChildClient()"],
      counts: ["counter", "increment", "decrement"],
      observes: ["gauge", "gaugeDelta", "timing", "histogram", "distribution", "set"],
      source: "@types/statsd-client@0.4.7/index.d.ts:124",
    },
  ],
};
