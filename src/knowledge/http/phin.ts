import type { Library } from "../library.js";

export const phin: Library = {
  name: "phin",
  modules: ["phin"],
  default: "phin",
  verified: "phin@4.0.0",
  remote: [
    {
      calls: ["phin"],
      effect: "by-method",
      method: [{ argument: 0, path: "method" }],
      timeout: [{ argument: 0, path: "timeout" }],
      abort: [{ argument: 0, path: "core.signal" }],
      defaultTimeout: "none",
      target: 0,
      retries: { defaultAttempts: 1, attempts: [], source: "phin@4.0.0/lib/phin.js" },
      source: "phin@4.0.0/lib/phin.js:19",
    },
  ],
};
