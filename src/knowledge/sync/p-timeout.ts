import type { Library } from "../library.js";

/** It stops waiting and nothing else: the work goes on. */
export const pTimeout: Library = {
  name: "p-timeout",
  modules: ["p-timeout"],
  default: "pTimeout",
  verified: "p-timeout@7.0.2",
  timeLimits: [{ calls: ["pTimeout"], work: 0, source: "p-timeout@7.0.2/index.d.ts" }],
};
