import type { Library, RemoteFact, Slot } from "../library.js";

const source = "execa@9.6.1/types/arguments/options.d.ts";

/** A child process as a promise, of a command, its arguments and its options, of which the arguments can be left out. */
const timeout: readonly Slot[] = [
  { argument: 2, path: "timeout", none: [0] },
  { argument: 1, path: "timeout", none: [0] },
];

const abort: readonly Slot[] = [
  { argument: 2, path: "cancelSignal" },
  { argument: 1, path: "cancelSignal" },
  { argument: 2, path: "signal", versions: "<9" },
  { argument: 1, path: "signal", versions: "<9" },
];

const child = { effect: "unknown", crosses: "process", timeout, defaultTimeout: "none", source } as const satisfies Partial<RemoteFact>;

export const execa: Library = {
  name: "execa",
  modules: ["execa"],
  default: "execa",
  verified: "execa@9.6.1",
  remote: [
    { calls: ["execa", "execaNode"], ...child, abort },
    { calls: ["execaSync"], ...child, abort: [], returns: "void" },
  ],
};
