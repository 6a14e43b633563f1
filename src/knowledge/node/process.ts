import type { Library } from "../library.js";

const facts = {
  verified: "node@20.20.2",
  callbacks: [
    { calls: ["process.on", "process.addListener"], argument: 1, runs: "many", result: "dropped", source: "node@20.20.2/lib/events.js" },
    { calls: ["process.once"], argument: 1, runs: "once", result: "dropped", source: "node@20.20.2/lib/events.js" },
  ],
} as const satisfies Partial<Library>;

const nextTick = "node@20.20.2/lib/internal/process/task_queues.js";

export const nodeProcess: Library = {
  name: "node:process",
  modules: ["node:process", "process"],
  default: "process",
  verified: facts.verified,
  timers: [{ calls: ["process.nextTick"], callback: 0, delay: null, repeats: false, stoppedBy: [], source: nextTick }],
  callbacks: [...facts.callbacks, { calls: ["process.nextTick"], argument: 0, runs: "once", result: "dropped", source: nextTick }],
};

/** `process.nextTick` of the global stands with the timers. */
export const processGlobal: Library = { name: "process", modules: [], ...facts };
