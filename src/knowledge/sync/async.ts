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
  // the forms that end in `Limit` and `Series` hold themselves back
  limiters: [
    {
      run: ["async.each", "async.forEach", "async.eachOf", "async.forEachOf", "async.map", "async.mapValues", "async.filter", "async.concat"],
      argument: 1,
      concurrency: [],
      defaultConcurrency: "unbounded",
      source: "async@3.2.6/eachOf.js",
    },
  ],
  callbacks: [{ calls: ["async.retry"], argument: 1, runs: "many", result: "returned", source: "async@3.2.6/retry.js" }],
};
