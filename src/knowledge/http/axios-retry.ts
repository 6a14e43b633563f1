import type { Library } from "../library.js";

/** It makes an instance of axios try again: network errors whatever the method, a POST as well, and at once. */
export const axiosRetry: Library = {
  name: "axios-retry",
  modules: ["axios-retry"],
  default: "axiosRetry",
  verified: "axios-retry@4.5.0",
  retries: [
    {
      run: ["axiosRetry"],
      argument: 0,
      attempts: [{ argument: 1, path: "retries", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: 4,
      jitter: [{ argument: 1, path: "retryDelay", bounds: "unknown" }],
      defaultJitter: false,
      abort: [],
      source: "axios-retry@4.5.0/dist/cjs/index.js:107",
    },
  ],
};
