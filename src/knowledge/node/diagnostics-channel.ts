import type { Library } from "../library.js";

/** Subscribers are called while the publisher waits, and nobody looks at what they return. */
export const diagnosticsChannel: Library = {
  name: "node:diagnostics_channel",
  modules: ["node:diagnostics_channel", "diagnostics_channel"],
  verified: "node@20.20.2",
  callbacks: [
    { calls: ["channel().subscribe"], argument: 0, runs: "many", result: "dropped", source: "node@20.20.2/lib/diagnostics_channel.js" },
    { calls: ["subscribe"], argument: 1, runs: "many", result: "dropped", source: "node@20.20.2/lib/diagnostics_channel.js" },
    { calls: ["tracingChannel().tracePromise", "tracingChannel().traceSync"], argument: 0, runs: "sync", result: "returned", source: "node@20.20.2/lib/diagnostics_channel.js" },
  ],
};
