import type { Library } from "../library.js";

/** `retries` counts what comes after the first try. */
export const asyncRetry: Library = {
  name: "async-retry",
  modules: ["async-retry"],
  default: "retry",
  verified: "async-retry@1.3.3",
  retries: [
    {
      run: ["retry"],
      argument: 0,
      attempts: [{ argument: 1, path: "retries", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: 11,
      jitter: [{ argument: 1, path: "randomize", none: [false] }],
      defaultJitter: true,
      abort: [],
      source: "async-retry@1.3.3/lib/index.js:11, retry@0.13.1/lib/retry.js:18",
    },
  ],
  callbacks: [{ calls: ["retry"], argument: 0, runs: "many", result: "returned", source: "async-retry@1.3.3/lib/index.js" }],
};
