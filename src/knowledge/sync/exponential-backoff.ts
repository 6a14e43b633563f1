import type { Library } from "../library.js";

/** `numOfAttempts` counts the first try as well. */
export const exponentialBackoff: Library = {
  name: "exponential-backoff",
  modules: ["exponential-backoff"],
  verified: "exponential-backoff@3.1.3",
  retries: [
    {
      run: ["backOff"],
      argument: 0,
      attempts: [{ argument: 1, path: "numOfAttempts", none: ["Infinity"] }],
      defaultAttempts: 10,
      jitter: [{ argument: 1, path: "jitter" }],
      defaultJitter: false,
      filter: [{ argument: 1, path: "retry" }],
      abort: [],
      source: "exponential-backoff@3.1.3/dist/options.js:18",
    },
  ],
  callbacks: [{ calls: ["backOff"], argument: 0, runs: "many", result: "returned", source: "exponential-backoff@3.1.3/dist/backoff.js" }],
};
