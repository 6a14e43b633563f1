import type { Library, RemoteFact } from "../library.js";

/** Commands wait as long as its Redis client lets them. Two jobs of one `jobId` are one. */
const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "unknown",
  retries: { defaultAttempts: "unknown", attempts: [], source: "bullmq@6.7.0/dist/esm/classes/job.js" },
  source: "bullmq@6.7.0/dist/esm/classes/worker.js:40",
} as const satisfies Partial<RemoteFact>;

export const bullmq: Library = {
  name: "bullmq",
  modules: ["bullmq"],
  verified: "bullmq@6.7.0",
  types: { Queue: "new Queue()", Job: "new Queue().add()", Worker: "new Worker()" },
  remote: [
    { calls: ["new Queue().add"], effect: "non-idempotent", idempotencyKey: [{ argument: 2, path: "jobId" }], ...common },
    { calls: ["new Queue().addBulk"], effect: "non-idempotent", ...common },
    { calls: ["new Queue().getJob", "new Queue().getJobs", "new Queue().getJobCounts"], effect: "read", ...common },
    { calls: ["new Queue().remove", "new Queue().pause", "new Queue().resume"], effect: "idempotent-write", ...common },
    {
      calls: ["new Queue().add().waitUntilFinished"],
      effect: "read",
      timeout: [{ argument: 1, path: "" }],
      abort: [],
      defaultTimeout: "none",
      source: "bullmq@6.7.0/dist/esm/classes/job.d.ts:434",
    },
  ],
  jobs: [
    {
      calls: ["new Queue().add"],
      attempts: { argument: 2, path: "attempts" },
      backoff: [{ argument: 2, path: "backoff" }, { client: "new Queue", argument: 1, path: "defaultJobOptions.backoff" }],
      pause: '{ type: "exponential", delay: 1_000, jitter: 0.5 }',
      source: "bullmq@6.7.0/dist/esm/classes/job.js",
    },
    {
      calls: ["new Queue"],
      attempts: { argument: 1, path: "defaultJobOptions.attempts" },
      backoff: [{ argument: 1, path: "defaultJobOptions.backoff" }],
      pause: '{ type: "exponential", delay: 1_000, jitter: 0.5 }',
      source: "bullmq@6.7.0/dist/esm/classes/job.js",
    },
  ],
  policies: [
    {
      calls: ["new Queue().add"],
      attempts: [{ argument: 2, path: "attempts" }],
      defaultAttempts: "unknown",
      pause: [{ argument: 2, path: "backoff" }],
      defaultPause: "unknown",
      paces: [
        { pace: "fixed", where: [{ slot: { argument: 2, path: "backoff.type" }, value: "fixed" }, { slot: { argument: 2, path: "backoff.jitter", none: [0] }, value: null }] },
      ],
      source: "bullmq@6.7.0/dist/esm/classes/backoffs.js:20",
    },
    {
      calls: ["new Queue"],
      attempts: [{ argument: 1, path: "defaultJobOptions.attempts" }],
      defaultAttempts: "unknown",
      pause: [{ argument: 1, path: "defaultJobOptions.backoff" }],
      defaultPause: "unknown",
      paces: [
        { pace: "fixed", where: [{ slot: { argument: 1, path: "defaultJobOptions.backoff.type" }, value: "fixed" }, { slot: { argument: 1, path: "defaultJobOptions.backoff.jitter", none: [0] }, value: null }] },
      ],
      source: "bullmq@6.7.0/dist/esm/classes/backoffs.js:20",
    },
  ],
  callbacks: [
    { calls: ["new Worker"], argument: 1, runs: "many", result: "awaited", source: "bullmq@6.7.0/dist/esm/classes/worker.js" },
    { calls: ["new Worker().on", "new Queue().on"], argument: 1, runs: "many", result: "dropped", source: "bullmq@6.7.0/dist/esm/classes/worker.js" },
  ],
};
