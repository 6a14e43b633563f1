import type { Library } from "../library.js";

export const properLockfile: Library = {
  name: "proper-lockfile",
  modules: ["proper-lockfile"],
  default: "lockfile",
  verified: "proper-lockfile@4.1.2",
  locks: [
    {
      acquire: ["lockfile.lock"],
      release: ["result()", "lockfile.unlock", "lockfile.unlockSync"],
      exclusive: true,
      reentrant: false,
      source: "@types/proper-lockfile@4.1.4/index.d.ts:6",
    },
    {
      acquire: ["lockfile.lockSync"],
      release: ["result()", "lockfile.unlock", "lockfile.unlockSync"],
      exclusive: true,
      immediate: true,
      source: "@types/proper-lockfile@4.1.4/index.d.ts:7",
    },
  ],
};
