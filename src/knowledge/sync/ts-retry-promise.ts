import type { Library } from "../library.js";

/** All tries together end after a minute where nothing else is said. */
export const tsRetryPromise: Library = {
  name: "ts-retry-promise",
  modules: ["ts-retry-promise"],
  verified: "ts-retry-promise@0.8.1",
  retries: [
    {
      run: ["retry"],
      argument: 0,
      attempts: [{ argument: 1, path: "retries", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: 11,
      jitter: [],
      defaultJitter: false,
      abort: [],
      source: "ts-retry-promise@0.8.1/dist/retry-promise.js:62",
    },
  ],
  timeLimits: [{ calls: ["retry"], work: 0, source: "ts-retry-promise@0.8.1/dist/retry-promise.js:63" }],
  callbacks: [{ calls: ["retry"], argument: 0, runs: "many", result: "returned", source: "ts-retry-promise@0.8.1/dist/retry-promise.js" }],
};
