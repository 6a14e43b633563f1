import type { Library } from "../library.js";

const source = "node@20.20.2/lib/internal/streams/operators.js";

/** The operators of a Readable wait for what their callback returns, unlike those of an array. */
export const stream: Library = {
  name: "node:stream",
  modules: ["node:stream", "stream"],
  default: "Stream",
  verified: "node@20.20.2",
  callbacks: [
    {
      calls: ["new Readable().map", "new Readable().filter", "new Readable().flatMap", "Readable.from().map", "Readable.from().filter", "Readable.from().flatMap"],
      argument: 0,
      runs: "many",
      result: "awaited",
      source,
    },
    {
      calls: [
        "new Readable().forEach",
        "new Readable().some",
        "new Readable().every",
        "new Readable().find",
        "new Readable().reduce",
        "Readable.from().forEach",
        "Readable.from().some",
        "Readable.from().every",
        "Readable.from().find",
        "Readable.from().reduce",
      ],
      argument: 0,
      runs: "many",
      result: "awaited",
      source,
    },
    {
      calls: ["new Readable().on", "new Writable().on", "new Duplex().on", "new Transform().on", "new PassThrough().on"],
      argument: 1,
      runs: "many",
      result: "dropped",
      source: "node@20.20.2/lib/events.js",
    },
    {
      calls: ["new Readable().once", "new Writable().once", "new Duplex().once", "new Transform().once", "new PassThrough().once"],
      argument: 1,
      runs: "once",
      result: "dropped",
      source: "node@20.20.2/lib/events.js",
    },
  ],
  emitters: [
    {
      values: ["new Readable()", "Readable.from()", "new Writable()", "new Duplex()", "new Transform()", "new PassThrough()"],
      success: ["end", "finish", "data", "readable", "drain", "close"],
      always: ["close"],
      last: ["end", "finish", "close"],
      failure: ["error"],
      unheard: "thrown",
      source: "node@20.20.2/lib/internal/streams/destroy.js",
    },
  ],
  promises: [
    { calls: ["new Readable().toArray", "new Readable().forEach", "new Readable().reduce", "Readable.from().toArray", "Readable.from().forEach"], source },
  ],
};

export const streamPromises: Library = {
  name: "node:stream/promises",
  modules: ["node:stream/promises", "stream/promises"],
  default: "stream",
  verified: "node@20.20.2",
  waits: [
    // two streams are the least
    { calls: ["stream.pipeline"], abort: [{ argument: "last", from: 2, path: "signal" }], endsWithSource: true, source: "node@20.20.2/lib/internal/streams/pipeline.js" },
    { calls: ["stream.finished"], abort: [{ argument: 1, path: "signal" }], source: "node@20.20.2/lib/internal/streams/end-of-stream.js" },
  ],
  promises: [{ calls: ["stream.pipeline", "stream.finished"], source: "node@20.20.2/lib/stream/promises.js" }],
};
