import type { Library } from "../library.js";

/** `maxAttempts` counts the first try as well. */
export const attempt: Library = {
  name: "@lifeomic/attempt",
  modules: ["@lifeomic/attempt"],
  verified: "@lifeomic/attempt@3.1.0",
  retries: [
    {
      run: ["retry"],
      argument: 0,
      attempts: [{ argument: 1, path: "maxAttempts", none: [0, "Infinity"] }],
      defaultAttempts: 3,
      jitter: [{ argument: 1, path: "jitter", none: [false] }],
      defaultJitter: false,
      abort: [],
      source: "@lifeomic/attempt@3.1.0/dist/es6/src/index.js:11",
    },
  ],
  callbacks: [{ calls: ["retry"], argument: 0, runs: "many", result: "returned", source: "@lifeomic/attempt@3.1.0/dist/es6/src/index.js" }],
};
