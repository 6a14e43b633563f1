import type { Library } from "../library.js";

/** It starts the function and looks at nothing it returns: to try again is up to the function, through `operation.retry(error)`. */
export const retry: Library = {
  name: "retry",
  modules: ["retry"],
  default: "retry",
  verified: "retry@0.13.1",
  retries: [
    {
      run: ["retry.operation().attempt"],
      argument: 0,
      attempts: [
        { client: "retry.operation", argument: 0, path: "retries", none: ["Infinity"] },
        { client: "retry.operation", argument: 0, path: "forever", bounds: "unknown" },
      ],
      firstIsExtra: true,
      defaultAttempts: 11,
      jitter: [{ client: "retry.operation", argument: 0, path: "randomize", none: [false] }],
      defaultJitter: false,
      abort: [],
      source: "retry@0.13.1/lib/retry.js:18",
    },
  ],
  callbacks: [{ calls: ["retry.operation().attempt"], argument: 0, runs: "many", result: "dropped", source: "retry@0.13.1/lib/retry_operation.js" }],
};
