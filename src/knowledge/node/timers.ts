import type { Library } from "../library.js";

const source = "node@20.20.2/lib/timers.js";

const facts = {
  verified: "node@20.20.2",
  timers: [
    { calls: ["setTimeout"], callback: 0, delay: 1, repeats: false, stoppedBy: ["clearTimeout", "result.close"], source },
    { calls: ["setInterval"], callback: 0, delay: 1, repeats: true, stoppedBy: ["clearInterval", "result.close"], source },
    { calls: ["setImmediate"], callback: 0, delay: null, repeats: false, stoppedBy: ["clearImmediate"], source },
  ],
  callbacks: [
    { calls: ["setTimeout", "setImmediate"], argument: 0, runs: "once", result: "dropped", source },
    { calls: ["setInterval"], argument: 0, runs: "many", result: "dropped", source },
  ],
} as const satisfies Partial<Library>;

export const timers: Library = { name: "node:timers", modules: ["node:timers", "timers"], default: "timers", ...facts };

export const timerGlobals: Library = {
  name: "timers",
  modules: [],
  verified: facts.verified,
  timers: [
    ...facts.timers,
    { calls: ["queueMicrotask", "process.nextTick"], callback: 0, delay: null, repeats: false, stoppedBy: [], source: "node@20.20.2/lib/internal/process/task_queues.js" },
  ],
  callbacks: [
    ...facts.callbacks,
    {
      calls: ["queueMicrotask", "process.nextTick"],
      argument: 0,
      runs: "once",
      result: "dropped",
      source: "node@20.20.2/lib/internal/process/task_queues.js",
    },
  ],
};
