import type { Library } from "../library.js";

/** Each delivery waits for all its handlers, whose failures go to `onError`. */
export const probot: Library = {
  name: "probot",
  modules: ["probot"],
  verified: "probot@14.3.2",
  types: { Probot: "new Probot()" },
  callbacks: [
    { calls: ["new Probot().on"], argument: 1, runs: "many", result: "awaited", source: "probot@14.3.2/lib/probot.d.ts:59" },
    { calls: ["new Probot().onAny", "new Probot().onError"], argument: 0, runs: "many", result: "awaited", source: "probot@14.3.2/lib/probot.d.ts:59" },
  ],
};
