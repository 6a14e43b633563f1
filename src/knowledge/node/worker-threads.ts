import type { Library } from "../library.js";

const source = "node@20.20.2/lib/events.js";

export const workerThreads: Library = {
  name: "node:worker_threads",
  modules: ["node:worker_threads", "worker_threads"],
  verified: "node@20.20.2",
  callbacks: [
    { calls: ["new Worker().on", "parentPort.on"], argument: 1, runs: "many", result: "dropped", source },
    { calls: ["new Worker().once", "parentPort.once"], argument: 1, runs: "once", result: "dropped", source },
  ],
  emitters: [
    { values: ["new Worker()"], success: ["message", "online"], failure: ["error", "exit"], unheard: "thrown", source: "node@20.20.2/lib/internal/worker.js" },
    { values: ["new Worker()"], success: ["exit"], always: ["exit"], last: ["exit"], failure: ["error"], unheard: "thrown", source: "node@20.20.2/lib/internal/worker.js" },
  ],
  promises: [{ calls: ["new Worker().terminate"], rejects: "never", source: "node@20.20.2/lib/internal/worker.js" }],
};
