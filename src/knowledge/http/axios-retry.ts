import type { Library } from "../library.js";

/** It makes an instance of axios try again: network errors whatever the method, a POST as well, and at once. */
export const axiosRetry: Library = {
  name: "axios-retry",
  modules: ["axios-retry"],
  default: "axiosRetry",
  verified: "axios-retry@4.5.0",
  policies: [
    {
      calls: ["axiosRetry"],
      client: 0,
      attempts: [{ argument: 1, path: "retries", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: 4,
      writes: { filter: { argument: 1, path: "retryCondition" }, with: ["isNetworkError", "isNetworkOrIdempotentRequestError", "isRetryableError"] },
      pause: [{ argument: 1, path: "retryDelay" }],
      defaultPause: "none",
      paces: [{ pace: "growing", where: [{ slot: { argument: 1, path: "retryDelay" }, made: "linearDelay" }] }],
      source: "axios-retry@4.5.0/dist/cjs/index.js:107",
    },
  ],
};
