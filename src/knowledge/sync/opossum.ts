import type { Library } from "../library.js";

/** It stops waiting after ten seconds where nothing else is said; the action goes on. It does not try again. */
export const opossum: Library = {
  name: "opossum",
  modules: ["opossum"],
  default: "CircuitBreaker",
  verified: "opossum@10.0.0",
  timeLimits: [{ calls: ["new CircuitBreaker"], work: 0, source: "opossum@10.0.0/lib/circuit.js:179" }],
  callbacks: [{ calls: ["new CircuitBreaker"], argument: 0, runs: "many", result: "returned", source: "opossum@10.0.0/lib/circuit.js" }],
  promises: [{ calls: ["new CircuitBreaker().fire"], source: "@types/opossum@8.1.9/index.d.ts:132" }],
};
