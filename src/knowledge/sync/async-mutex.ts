import type { Library } from "../library.js";

export const asyncMutex: Library = {
  name: "async-mutex",
  modules: ["async-mutex"],
  verified: "async-mutex@0.5.0",
  types: { MutexInterface: "new Mutex()", SemaphoreInterface: "new Semaphore()" },
  locks: [
    {
      acquire: ["new Mutex().acquire"],
      release: ["result()", "new Mutex().release"],
      scoped: ["new Mutex().runExclusive"],
      scopedArgument: 0,
      exclusive: true,
      reentrant: false,
      source: "async-mutex@0.5.0/lib/Mutex.d.ts:4",
    },
    {
      acquire: ["new Semaphore().acquire"],
      release: ["result[1]()", "new Semaphore().release"],
      scoped: ["new Semaphore().runExclusive"],
      scopedArgument: 0,
      exclusive: { client: "new Semaphore", argument: 0, path: "" },
      reentrant: false,
      source: "async-mutex@0.5.0/lib/Semaphore.d.ts:6",
    },
    {
      acquire: ["withTimeout().acquire", "tryAcquire().acquire"],
      release: ["result()", "withTimeout().release", "tryAcquire().release"],
      scoped: ["withTimeout().runExclusive", "tryAcquire().runExclusive"],
      scopedArgument: 0,
      exclusive: false,
      wraps: 0,
      reentrant: false,
      source: "async-mutex@0.5.0/lib/withTimeout.d.ts:3",
    },
  ],
  promises: [{ calls: ["new Mutex().acquire"], rejects: "never", unless: "cancel", source: "async-mutex@0.5.0/lib/Semaphore.js" }],
  callbacks: [
    {
      calls: ["new Mutex().runExclusive", "new Semaphore().runExclusive"],
      argument: 0,
      runs: "once",
      result: "returned",
      source: "async-mutex@0.5.0/lib/Semaphore.d.ts",
    },
  ],
};
