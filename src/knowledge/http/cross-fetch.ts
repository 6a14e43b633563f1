import type { Library } from "../library.js";

export const crossFetch: Library = {
  name: "cross-fetch",
  modules: ["cross-fetch"],
  default: "fetch",
  verified: "cross-fetch@4.1.0",
  remote: [
    {
      calls: ["fetch"],
      effect: "by-method",
      method: [{ argument: 1, path: "method" }],
      timeout: [],
      abort: [{ argument: 1, path: "signal", none: [null] }],
      defaultTimeout: "none",
      target: 0,
      retries: { defaultAttempts: 1, attempts: [], source: "cross-fetch@4.1.0/dist/node-ponyfill.js" },
      source: "cross-fetch@4.1.0/dist/node-ponyfill.js:1",
    },
  ],
};
