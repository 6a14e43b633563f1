import type { Library, Slot } from "../library.js";

const source = "node@20.20.2/lib/timers/promises.js";
const second: readonly Slot[] = [{ argument: 1, path: "signal" }];
const third: readonly Slot[] = [{ argument: 2, path: "signal" }];

/** They reject only when the signal they were given aborts. */
export const timersPromises: Library = {
  name: "node:timers/promises",
  modules: ["node:timers/promises", "timers/promises"],
  default: "timers",
  verified: "node@20.20.2",
  timers: [
    { calls: ["timers.setTimeout"], callback: null, delay: 0, repeats: false, stoppedBy: [], abort: third, source },
    { calls: ["timers.setImmediate"], callback: null, delay: null, repeats: false, stoppedBy: [], source },
    { calls: ["timers.setInterval"], callback: null, delay: 0, repeats: true, stoppedBy: [], abort: third, source },
    { calls: ["timers.scheduler.wait"], callback: null, delay: 0, repeats: false, stoppedBy: [], abort: second, source },
  ],
  promises: [{ calls: ["timers.setTimeout", "timers.setImmediate", "timers.scheduler.wait", "timers.scheduler.yield"], source }],
};
