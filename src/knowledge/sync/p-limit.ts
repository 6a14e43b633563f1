import type { Library } from "../library.js";

export const pLimit: Library = {
  name: "p-limit",
  modules: ["p-limit"],
  default: "pLimit",
  verified: "p-limit@7.3.3",
  types: { LimitFunction: "pLimit()" },
  limiters: [
    {
      run: ["pLimit()"],
      argument: 0,
      concurrency: [
        { client: "pLimit", argument: 0, path: "" },
        { client: "pLimit", argument: 0, path: "concurrency" },
      ],
      defaultConcurrency: "unbounded",
      source: "p-limit@7.3.3/index.d.ts:99",
    },
  ],
  callbacks: [{ calls: ["pLimit()"], argument: 0, runs: "once", result: "returned", source: "p-limit@7.3.3/index.d.ts:42" }],
};
