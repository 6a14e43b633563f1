import type { Library } from "../library.js";

export const bottleneck: Library = {
  name: "bottleneck",
  modules: ["bottleneck"],
  default: "Bottleneck",
  verified: "bottleneck@2.19.5",
  limiters: [
    {
      run: ["new Bottleneck().schedule", "new Bottleneck().wrap"],
      argument: 0,
      concurrency: [{ client: "new Bottleneck", argument: 0, path: "maxConcurrent", none: [null] }],
      defaultConcurrency: "unbounded",
      source: "bottleneck@2.19.5/bottleneck.d.ts:7",
    },
  ],
  callbacks: [{ calls: ["new Bottleneck().schedule"], argument: 0, runs: "once", result: "returned", source: "bottleneck@2.19.5/lib/Bottleneck.js" }],
};
