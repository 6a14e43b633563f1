import type { Library } from "../library.js";

export const awaitLock: Library = {
  name: "await-lock",
  modules: ["await-lock"],
  default: "AwaitLock",
  verified: "await-lock@3.0.0",
  locks: [
    {
      acquire: ["new AwaitLock().acquireAsync"],
      release: ["new AwaitLock().release"],
      exclusive: true,
      patient: true,
      reentrant: false,
      source: "await-lock@3.0.0/build/AwaitLock.d.ts:22",
    },
  ],
};
