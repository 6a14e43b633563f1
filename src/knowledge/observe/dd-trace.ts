import type { Library } from "../library.js";

/** A span that is started by hand has to be finished; `trace` finishes its own. */
export const ddTrace: Library = {
  name: "dd-trace",
  modules: ["dd-trace"],
  default: "tracer",
  verified: "dd-trace@6.21.0",
  metrics: [
    {
      instruments: ["tracer.dogstatsd", "tracer.init().dogstatsd"],
      counts: ["increment", "decrement"],
      observes: ["distribution", "gauge", "histogram"],
      waits: ["flush"],
      source: "dd-trace@6.21.0/index.d.ts:1518",
    },
  ],
  locks: [{ acquire: ["tracer.startSpan", "tracer.init().startSpan"], release: ["result.finish"], exclusive: false, lock: false, source: "dd-trace@6.21.0/index.d.ts:87" }],
  callbacks: [{ calls: ["tracer.trace", "tracer.init().trace"], argument: "last", runs: "sync", result: "returned", source: "dd-trace@6.21.0/index.d.ts:150" }],
};
