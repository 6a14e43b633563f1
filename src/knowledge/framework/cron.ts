import type { Library } from "../library.js";

/** A run that takes longer than the interval overlaps the next, unless `waitForCompletion` is set. */
export const cron: Library = {
  name: "cron",
  modules: ["cron"],
  verified: "cron@4.4.0",
  callbacks: [
    {
      calls: ["new CronJob"],
      argument: 1,
      runs: "many",
      result: "awaited",
      onlyFor: { package: "cron", versions: ">=4" },
      periodic: { schedule: { argument: 0, path: "" }, noOverlap: [{ argument: 9, path: "", none: [false, null] }] },
      source: "cron@4.4.0/dist/job.js:130",
    },
    {
      calls: ["CronJob.from"],
      argument: 0,
      runs: "many",
      result: "awaited",
      onlyFor: { package: "cron", versions: ">=4" },
      periodic: {
        schedule: { argument: 0, path: "cronTime" },
        noOverlap: [{ argument: 0, path: "waitForCompletion", none: [false, null] }],
        runs: { argument: 0, path: "onTick" },
      },
      source: "cron@4.4.0/dist/job.js:130",
    },
  ],
};
