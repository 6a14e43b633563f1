import type { Library } from "../library.js";

/** Exclusive per key: two calls with different keys run side by side. */
export const asyncLock: Library = {
  name: "async-lock",
  modules: ["async-lock"],
  default: "AsyncLock",
  verified: "async-lock@1.5.0",
  locks: [
    {
      acquire: [],
      release: [],
      scoped: ["new AsyncLock().acquire"],
      scopedArgument: 1,
      exclusive: true,
      reentrant: false,
      reentrantWith: { client: "new AsyncLock", argument: 0, path: "domainReentrant", none: [false] },
      workLimits: [
        { client: "new AsyncLock", argument: 0, path: "maxExecutionTime", none: [0] },
        { client: "new AsyncLock", argument: 0, path: "maxOccupationTime", none: [0] },
        { argument: 2, path: "maxExecutionTime" },
        { argument: 2, path: "maxOccupationTime" },
        { argument: 3, path: "maxExecutionTime" },
        { argument: 3, path: "maxOccupationTime" },
      ],
      source: "@types/async-lock@1.4.2/index.d.ts:28",
    },
  ],
  callbacks: [{ calls: ["new AsyncLock().acquire"], argument: 1, runs: "once", result: "returned", source: "async-lock@1.5.0/lib/index.js" }],
};
