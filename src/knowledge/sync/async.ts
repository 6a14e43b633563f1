import type { Library } from "../library.js";

/** `times` counts the first try as well. An `async` function is awaited, any other is waited for until it calls back. */
export const async: Library = {
  name: "async",
  modules: ["async"],
  default: "async",
  verified: "async@3.2.6",
  retries: [
    {
      run: ["async.retry"],
      argument: 1,
      attempts: [
        { argument: 0, path: "times", none: ["Infinity"] },
        { argument: 0, path: "" },
      ],
      defaultAttempts: 5,
      jitter: [{ argument: 0, path: "interval", bounds: "unknown" }],
      defaultJitter: false,
      abort: [],
      source: "async@3.2.6/retry.js:107",
    },
  ],
  callbacks: [{ calls: ["async.retry"], argument: 1, runs: "many", result: "returned", source: "async@3.2.6/retry.js" }],
};
