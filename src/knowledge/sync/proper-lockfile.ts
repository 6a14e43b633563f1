import type { Library } from "../library.js";

export const properLockfile: Library = {
  name: "proper-lockfile",
  modules: ["proper-lockfile"],
  default: "lockfile",
  verified: "proper-lockfile@4.1.2",
  locks: [
    {
      acquire: ["lockfile.lock", "lockfile.lockSync"],
      release: ["result()", "lockfile.unlock", "lockfile.unlockSync"],
      exclusive: true,
      source: "@types/proper-lockfile@4.1.4/index.d.ts:6",
    },
  ],
};
