import type { Library } from "../library.js";

/** A failure of what it runs becomes a part of the effect; the function is handed a signal that ends with the fiber. */
export const effect: Library = {
  name: "effect",
  modules: ["effect"],
  verified: "effect@4.1.0",
  callbacks: [{ calls: ["Effect.tryPromise", "Effect.promise"], argument: 0, runs: "many", result: "awaited", source: "effect@4.1.0/dist/Effect.d.ts:1108" }],
  promises: [
    { calls: ["Effect.runPromise"], source: "effect@4.1.0/dist/Effect.d.ts" },
    { calls: ["Effect.runPromiseExit"], rejects: "never", source: "effect@4.1.0/dist/Effect.d.ts" },
  ],
};
