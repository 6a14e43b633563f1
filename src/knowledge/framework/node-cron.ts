import type { Library } from "../library.js";

/** A run that takes longer than the interval overlaps the next, unless `noOverlap` is set. */
export const nodeCron: Library = {
  name: "node-cron",
  modules: ["node-cron"],
  default: "cron",
  verified: "node-cron@4.6.0",
  callbacks: [
    {
      calls: ["cron.schedule"],
      argument: 1,
      runs: "many",
      result: "awaited",
      onlyFor: { package: "node-cron", versions: ">=4" },
      periodic: { schedule: { argument: 0, path: "" }, noOverlap: [{ argument: 2, path: "noOverlap", none: [false] }] },
      source: "node-cron@4.6.0/dist/_shared.js:270",
    },
  ],
};
