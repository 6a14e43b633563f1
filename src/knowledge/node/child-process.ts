import type { EmitterFact, Library, RemoteFact, Slot } from "../library.js";

/** A `timeout` ends the child itself; what the child started lives on. */
const common = {
  effect: "unknown",
  crosses: "process",
  defaultTimeout: "none",
  source: "node@20.20.2/lib/child_process.js",
} as const satisfies Partial<RemoteFact>;

const timeout: readonly Slot[] = [
  { argument: 2, path: "timeout", none: [0] },
  { argument: 1, path: "timeout", none: [0] },
];

/** A child that its parent does not wait for is meant to outlive the call, and so is one that is detached. */
const child = {
  ...common,
  timeoutMethods: [{ method: "unref", bounds: "unknown" }],
  returns: "emitter",
} as const satisfies Partial<RemoteFact>;

const abort: readonly Slot[] = [
  { argument: 2, path: "signal" },
  { argument: 1, path: "signal" },
];

/** A child that cannot be started emits `error` and never `exit`. */
const events = "node@20.20.2/lib/internal/child_process.js";

const start = {
  success: ["exit", "close", "spawn"],
  always: ["close"],
  last: ["exit", "close"],
  failure: ["error"],
  unheard: "thrown",
  failsAtStart: true,
  source: events,
} as const satisfies Partial<EmitterFact>;

export const childProcess: Library = {
  name: "node:child_process",
  modules: ["node:child_process", "child_process"],
  default: "childProcess",
  verified: "node@20.20.2",
  remote: [
    { calls: ["childProcess.exec"], ...child, timeout: [{ argument: 1, path: "timeout", none: [0] }], abort: [{ argument: 1, path: "signal" }] },
    { calls: ["childProcess.execFile"], ...child, timeout, abort },
    {
      calls: ["childProcess.spawn", "childProcess.fork"],
      ...child,
      timeout: [
        ...timeout,
        { argument: 2, path: "detached", bounds: "unknown", none: [false] },
        { argument: 1, path: "detached", bounds: "unknown", none: [false] },
      ],
      abort,
    },
    { calls: ["childProcess.execSync"], ...common, timeout: [{ argument: 1, path: "timeout", none: [0] }], abort: [], returns: "void" },
    { calls: ["childProcess.execFileSync", "childProcess.spawnSync"], ...common, timeout, abort: [], returns: "void" },
  ],
  callbacks: [
    { calls: ["childProcess.exec", "childProcess.execFile"], argument: "last", runs: "once", result: "dropped", errorFirst: true, source: "node@20.20.2/lib/child_process.js" },
    { calls: ["childProcess.spawn().on", "childProcess.fork().on", "childProcess.exec().on"], argument: 1, runs: "many", result: "dropped", source: "node@20.20.2/lib/events.js" },
    { calls: ["childProcess.spawn().once", "childProcess.fork().once"], argument: 1, runs: "once", result: "dropped", source: "node@20.20.2/lib/events.js" },
  ],
  types: { ChildProcess: "childProcess.spawn()", ChildProcessWithoutNullStreams: "childProcess.spawn()" },
  emitters: [
    { values: ["childProcess.spawn()"], ...start, startsSurely: ["process.execPath"] },
    // the program that is forked is the one that runs already
    { values: ["childProcess.fork()"], ...start, startsSurely: true },
    { values: ["childProcess.spawn()", "childProcess.fork()"], success: ["message"], failure: ["error", "exit", "close", "disconnect"], unheard: "thrown", source: events },
  ],
};
