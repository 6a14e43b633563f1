import type { Library } from "../library.js";

export const pMap: Library = {
  name: "p-map",
  modules: ["p-map"],
  default: "pMap",
  verified: "p-map@7.1.1",
  limiters: [
    {
      run: ["pMap", "pMapIterable"],
      argument: 1,
      concurrency: [{ argument: 2, path: "concurrency", none: ["Infinity"] }],
      defaultConcurrency: "unbounded",
      source: "p-map@7.1.1/index.js:61",
    },
  ],
  callbacks: [{ calls: ["pMap", "pMapIterable"], argument: 1, runs: "many", result: "returned", source: "p-map@7.1.1/index.js:61" }],
};
