import type { Library } from "../library.js";

export const crypto: Library = {
  name: "node:crypto",
  modules: ["node:crypto", "crypto"],
  default: "crypto",
  verified: "node@20.20.2",
  callbacks: [
    {
      calls: ["crypto.randomBytes", "crypto.scrypt", "crypto.pbkdf2", "crypto.hkdf", "crypto.generateKeyPair", "crypto.generateKey", "crypto.randomFill"],
      argument: "last",
      runs: "once",
      result: "dropped",
      errorFirst: true,
      source: "node@20.20.2/lib/internal/crypto/random.js",
    },
  ],
};
