import type { Library } from "../library.js";

/** Calls of one key share the promise, and its value is kept for ever where nothing else is said. */
export const pMemoize: Library = {
  name: "p-memoize",
  modules: ["p-memoize"],
  default: "pMemoize",
  verified: "p-memoize@9.0.0",
  sharedLoads: [{ calls: ["pMemoize()"], source: "p-memoize@9.0.0/dist/index.js:128" }],
  callbacks: [{ calls: ["pMemoize"], argument: 0, runs: "many", result: "returned", source: "p-memoize@9.0.0/dist/index.js" }],
};
