import type { Library } from "../library.js";

/** A rejection becomes the `error` event of the job. */
export const nodeSchedule: Library = {
  name: "node-schedule",
  modules: ["node-schedule"],
  default: "schedule",
  verified: "node-schedule@2.1.1",
  callbacks: [
    {
      calls: ["schedule.scheduleJob"],
      argument: "last",
      runs: "many",
      result: "awaited",
      periodic: { schedule: { argument: 0, path: "" }, noOverlap: [] },
      source: "node-schedule@2.1.1/lib/Invocation.js:272",
    },
  ],
};
