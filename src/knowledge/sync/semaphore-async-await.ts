import type { Library } from "../library.js";

export const semaphoreAsyncAwait: Library = {
  name: "semaphore-async-await",
  modules: ["semaphore-async-await"],
  default: "Semaphore",
  verified: "semaphore-async-await@1.5.1",
  locks: [
    {
      acquire: ["new Semaphore().acquire", "new Semaphore().wait"],
      release: ["new Semaphore().release", "new Semaphore().signal"],
      scoped: ["new Semaphore().execute"],
      scopedArgument: 0,
      exclusive: { client: "new Semaphore", argument: 0, path: "" },
      patient: true,
      reentrant: false,
      source: "semaphore-async-await@1.5.1/dist/Semaphore.d.ts:38",
    },
    {
      acquire: ["new Lock().acquire", "new Lock().wait"],
      release: ["new Lock().release", "new Lock().signal"],
      scoped: ["new Lock().execute"],
      scopedArgument: 0,
      exclusive: true,
      patient: true,
      reentrant: false,
      source: "semaphore-async-await@1.5.1/dist/Lock.d.ts:7",
    },
  ],
  callbacks: [{ calls: ["new Semaphore().execute", "new Lock().execute"], argument: 0, runs: "once", result: "returned", source: "semaphore-async-await@1.5.1/dist/Semaphore.d.ts:74" }],
};
