import type { Library } from "../library.js";

export const nodeFetch: Library = {
  name: "node-fetch",
  modules: ["node-fetch"],
  default: "fetch",
  verified: "node-fetch@3.3.2",
  remote: [
    {
      calls: ["fetch"],
      effect: "by-method",
      method: [{ argument: 1, path: "method" }],
      timeout: [{ argument: 1, path: "timeout", bounds: "headers", none: [0], versions: "<3" }],
      abort: [{ argument: 1, path: "signal", none: [null] }],
      defaultTimeout: "none",
      target: 0,
      retries: { defaultAttempts: 1, attempts: [], source: "node-fetch@3.3.2/src/index.js" },
      source: "node-fetch@2.7.0/lib/index.js:1227",
    },
  ],
  promises: [
    { calls: ["fetch().json", "fetch().text", "fetch().arrayBuffer", "fetch().blob"], source: "node-fetch@3.3.2/@types/index.d.ts" },
  ],
};
