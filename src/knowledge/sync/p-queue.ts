import type { Library } from "../library.js";

export const pQueue: Library = {
  name: "p-queue",
  modules: ["p-queue"],
  default: "PQueue",
  verified: "p-queue@9.3.5",
  limiters: [
    {
      run: ["new PQueue().add", "new PQueue().addAll"],
      argument: 0,
      concurrency: [{ client: "new PQueue", argument: 0, path: "concurrency", none: ["Infinity"] }],
      defaultConcurrency: "unbounded",
      abort: [{ argument: 1, path: "signal" }],
      source: "p-queue@9.3.5/dist/options.d.ts",
    },
  ],
  callbacks: [{ calls: ["new PQueue().add"], argument: 0, runs: "once", result: "returned", source: "p-queue@9.3.5/dist/index.js" }],
  promises: [
    { calls: ["new PQueue().addAll"], source: "p-queue@9.3.5/dist/index.d.ts" },
    { calls: ["new PQueue().onIdle", "new PQueue().onEmpty", "new PQueue().onSizeLessThan"], rejects: "never", source: "p-queue@9.3.5/dist/index.js" },
  ],
};
