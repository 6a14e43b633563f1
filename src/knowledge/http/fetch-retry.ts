import type { Library } from "../library.js";

/** It repeats a call of whatever method whose connection failed, a second later and without jitter. */
export const fetchRetry: Library = {
  name: "fetch-retry",
  modules: ["fetch-retry"],
  default: "fetchRetry",
  verified: "fetch-retry@6.0.0",
  remote: [
    {
      calls: ["fetchRetry()"],
      effect: "by-method",
      method: [{ argument: 1, path: "method", undeclared: true }],
      timeout: [],
      abort: [{ argument: 1, path: "signal", undeclared: true, none: [null] }],
      defaultTimeout: "none",
      defaultDetail: "none of its own, and what `fetch` has",
      target: 0,
      retries: {
        defaultAttempts: 4,
        attempts: [
          { argument: 1, path: "retries", undeclared: true },
          { client: "fetchRetry", argument: 1, path: "retries" },
        ],
        firstIsExtra: true,
        source: "fetch-retry@6.0.0/dist/fetch-retry.umd.js:30",
      },
      source: "fetch-retry@6.0.0/dist/fetch-retry.umd.js",
    },
  ],
};
