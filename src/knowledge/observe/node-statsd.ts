import type { Library } from "../library.js";

export const nodeStatsd: Library = {
  name: "node-statsd",
  modules: ["node-statsd"],
  verified: "node-statsd@0.1.1",
  metrics: [
    {
      instruments: ["new StatsD()"],
      counts: ["increment", "decrement"],
      observes: ["timing", "gauge", "histogram", "set", "unique"],
      source: "@types/node-statsd@0.1.7/index.d.ts:57",
    },
  ],
};
