import type { Library } from "../library.js";

/** Without `catch` the rejection of a run is nobody's; without `protect` runs overlap. */
export const croner: Library = {
  name: "croner",
  modules: ["croner"],
  default: "Cron",
  verified: "croner@10.0.1",
  callbacks: [
    {
      calls: ["new Cron"],
      argument: "last",
      runs: "many",
      result: "dropped",
      unless: [{ argument: 1, path: "catch" }],
      periodic: { schedule: { argument: 0, path: "" }, noOverlap: [{ argument: 1, path: "protect", none: [false] }] },
      source: "croner@10.0.1/dist/croner.js",
    },
  ],
};
