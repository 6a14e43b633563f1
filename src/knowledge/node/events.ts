import type { Library, Slot } from "../library.js";

const source = "node@20.20.2/lib/events.js";
const unless: readonly Slot[] = [{ client: "new EventEmitter", argument: 0, path: "captureRejections" }];

/** An emitter looks at the promise of a listener only where it was made with `captureRejections`, and few are. */
export const events: Library = {
  name: "node:events",
  modules: ["node:events", "events"],
  default: "EventEmitter",
  verified: "node@20.20.2",
  waits: [
    { calls: ["once", "on", "EventEmitter.once", "EventEmitter.on"], abort: [{ argument: 2, path: "signal" }], source },
  ],
  promises: [{ calls: ["once", "EventEmitter.once"], source }],
  callbacks: [
    {
      calls: ["new EventEmitter().on", "new EventEmitter().addListener", "new EventEmitter().prependListener"],
      argument: 1,
      runs: "many",
      result: "dropped",
      unless,
      source,
    },
    { calls: ["new EventEmitter().once", "new EventEmitter().prependOnceListener"], argument: 1, runs: "once", result: "dropped", unless, source },
  ],
};
