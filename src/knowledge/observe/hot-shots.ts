import type { Library } from "../library.js";

export const hotShots: Library = {
  name: "hot-shots",
  modules: ["hot-shots"],
  default: "StatsD",
  verified: "hot-shots@17.1.1",
  metrics: [
    {
      instruments: ["new StatsD()", "new StatsD().childClient()"],
      counts: ["increment", "decrement"],
      observes: ["timing", "gauge", "gaugeDelta", "histogram", "distribution", "set", "unique", "timer", "asyncTimer", "asyncDistTimer"],
      waits: ["close"],
      source: "hot-shots@17.1.1/types.d.ts:130",
    },
  ],
};
