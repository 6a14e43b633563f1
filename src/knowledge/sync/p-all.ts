import type { Library } from "../library.js";

export const pAll: Library = {
  name: "p-all",
  modules: ["p-all"],
  default: "pAll",
  verified: "p-all@5.0.1",
  limiters: [
    {
      run: ["pAll"],
      argument: 0,
      concurrency: [{ argument: 1, path: "concurrency", none: ["Infinity"] }],
      defaultConcurrency: "unbounded",
      source: "p-all@5.0.1/index.js",
    },
  ],
};
