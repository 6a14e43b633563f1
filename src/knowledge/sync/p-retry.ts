import type { Library } from "../library.js";

/** `retries` counts what comes after the first try. */
export const pRetry: Library = {
  name: "p-retry",
  modules: ["p-retry"],
  default: "pRetry",
  verified: "p-retry@7.1.1",
  retries: [
    {
      run: ["pRetry", "makeRetriable"],
      argument: 0,
      attempts: [{ argument: 1, path: "retries", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: 11,
      jitter: [{ argument: 1, path: "randomize", none: [false] }],
      defaultJitter: false,
      filter: [{ argument: 1, path: "shouldRetry" }],
      abort: [{ argument: 1, path: "signal" }],
      source: "p-retry@7.1.1/index.js",
    },
  ],
  policies: [
    {
      calls: ["pRetry"],
      attempts: [{ argument: 1, path: "retries", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: 11,
      pause: [],
      defaultPause: "unknown",
      paces: [
        { pace: "none", where: [{ slot: { argument: 1, path: "minTimeout" }, value: 0 }] },
        { pace: "spread", where: [{ slot: { argument: 1, path: "randomize" }, value: true }] },
        { pace: "fixed", where: [{ slot: { argument: 1, path: "factor" }, value: 1 }, { slot: { argument: 1, path: "randomize", none: [false] }, value: null }] },
      ],
      source: "p-retry@7.1.1/index.js:54",
    },
  ],
  callbacks: [{ calls: ["pRetry"], argument: 0, runs: "many", result: "returned", source: "p-retry@7.1.1/index.js" }],
};
