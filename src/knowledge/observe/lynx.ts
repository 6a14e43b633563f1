import type { Library } from "../library.js";

export const lynx: Library = {
  name: "lynx",
  modules: ["lynx"],
  default: "Lynx",
  verified: "lynx@0.2.0",
  metrics: [
    {
      instruments: ["new Lynx()"],
      counts: ["increment", "decrement", "count"],
      observes: ["timing", "gauge", "set"],
      starts: [{ method: "createTimer", endedBy: "result.stop" }],
      source: "lynx@0.2.0/lib/lynx.js:227",
    },
  ],
};
