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
  policies: [
    {
      calls: ["retry"],
      attempts: [{ argument: 1, path: "maxAttempts", none: ["Infinity"] }],
      firstIsExtra: true,
      defaultAttempts: "unbounded",
      pause: [{ argument: 1, path: "backoff" }],
      defaultPause: "none",
      paces: [
        { pace: "fixed", where: [{ slot: { argument: 1, path: "backoff" }, made: "new ConstantBackoff" }] },
        { pace: "growing", where: [{ slot: { argument: 1, path: "backoff" }, made: "new ExponentialBackoff", of: { slot: { argument: 0, path: "generator" }, made: "noJitterGenerator" } }] },
        { pace: "growing", where: [{ slot: { argument: 1, path: "backoff" }, made: "new IterableBackoff" }] },
      ],
      source: "cockatiel@4.0.0/dist/Policy.js:233, cockatiel@4.0.0/dist/RetryPolicy.js:55",
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
