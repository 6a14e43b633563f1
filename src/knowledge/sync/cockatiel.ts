import type { Library } from "../library.js";

/** Without `maxAttempts`, which leaves out the first try, it goes on for ever, and without a backoff at once. */
export const cockatiel: Library = {
  name: "cockatiel",
  modules: ["cockatiel"],
  verified: "cockatiel@4.0.0",
  types: { RetryPolicy: "retry()", BulkheadPolicy: "bulkhead()", TimeoutPolicy: "timeout()", CircuitBreakerPolicy: "circuitBreaker()" },
  retries: [
    {
      run: ["retry().execute"],
      argument: 0,
      attempts: [{ client: "retry", argument: 1, path: "maxAttempts", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: "unbounded",
      jitter: [{ client: "retry", argument: 1, path: "backoff", bounds: "unknown" }],
      defaultJitter: false,
      abort: [{ argument: 1, path: "" }],
      source: "cockatiel@4.0.0/dist/Policy.js",
    },
  ],
  limiters: [
    {
      run: ["bulkhead().execute"],
      argument: 0,
      concurrency: [{ client: "bulkhead", argument: 0, path: "", none: ["Infinity"] }],
      defaultConcurrency: "unbounded",
      source: "cockatiel@4.0.0/dist/Policy.d.ts:187",
    },
  ],
  timeLimits: [{ calls: ["timeout().execute"], work: 0, source: "cockatiel@4.0.0/dist/Policy.d.ts:225" }],
  callbacks: [
    { calls: ["retry().execute", "wrap().execute"], argument: 0, runs: "many", result: "returned", source: "cockatiel@4.0.0/dist/RetryPolicy.d.ts:71" },
    { calls: ["circuitBreaker().execute", "timeout().execute", "bulkhead().execute", "fallback().execute"], argument: 0, runs: "once", result: "returned", source: "cockatiel@4.0.0/dist/CircuitBreakerPolicy.d.ts" },
  ],
};
