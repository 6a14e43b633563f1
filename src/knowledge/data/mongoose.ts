import type { Library, RemoteFact } from "../library.js";

const common = {
  // the connection is made elsewhere, and with it `socketTimeoutMS`
  defaultTimeout: "unknown",
  defaultDetail: "10 s to wait for a connection, and for the answer what the connection was given",
  retries: { defaultAttempts: 2, attempts: [], source: "mongodb@7.8.0/lib/connection_string.js:945" },
  source: "mongoose@9.12.1/lib/connection.js:889, mongodb@7.8.0/lib/connection_string.js:1077",
} as const satisfies Partial<RemoteFact>;

/** What gives a query, whose `maxTimeMS` the server keeps. */
const query = { ...common, timeoutMethods: [{ method: "maxTimeMS", bounds: "unknown" }] } as const satisfies Partial<RemoteFact>;

export const mongoose: Library = {
  name: "mongoose",
  modules: ["mongoose"],
  default: "mongoose",
  verified: "mongoose@9.12.1",
  types: { Model: "mongoose.model()" },
  remote: [
    {
      calls: ["mongoose.model().findOne", "mongoose.model().find"],
      effect: "read",
      timeout: [{ argument: 2, path: "maxTimeMS", bounds: "unknown" }],
      abort: [{ argument: 2, path: "signal" }],
      ...query,
    },
    { calls: ["mongoose.model().findById"], effect: "read", timeout: [{ argument: 2, path: "maxTimeMS", bounds: "unknown" }], abort: [], ...query },
    {
      calls: ["mongoose.model().countDocuments"],
      effect: "read",
      timeout: [{ argument: 1, path: "maxTimeMS", bounds: "unknown" }],
      abort: [{ argument: 1, path: "signal" }],
      ...query,
    },
    {
      calls: ["mongoose.model().aggregate"],
      effect: "read",
      timeout: [{ argument: 1, path: "maxTimeMS", bounds: "unknown" }],
      abort: [{ argument: 1, path: "signal" }],
      ...common,
    },
    { calls: ["mongoose.model().deleteOne", "mongoose.model().deleteMany"], effect: "idempotent-write", timeout: [], abort: [], ...query },
    { calls: ["mongoose.model().create", "mongoose.model().insertMany"], effect: "non-idempotent", timeout: [], abort: [], ...common },
    {
      calls: [
        "mongoose.model().updateOne",
        "mongoose.model().updateMany",
        "mongoose.model().findOneAndUpdate",
        "mongoose.model().findByIdAndUpdate",
        "mongoose.model().findByIdAndDelete",
      ],
      effect: "unknown",
      timeout: [],
      abort: [],
      ...query,
    },
  ],
  promises: [
    {
      calls: [
        "mongoose.model().find",
        "mongoose.model().findOne",
        "mongoose.model().findById",
        "mongoose.model().countDocuments",
        "mongoose.model().aggregate",
        "mongoose.model().updateOne",
        "mongoose.model().updateMany",
        "mongoose.model().deleteOne",
        "mongoose.model().deleteMany",
        "mongoose.model().findOneAndUpdate",
        "mongoose.model().findByIdAndUpdate",
        "mongoose.model().findByIdAndDelete",
      ],
      lazy: true,
      source: "mongoose@9.12.1/lib/query.js",
    },
  ],
  locks: [{ acquire: ["mongoose.startSession"], release: ["result.endSession"], exclusive: false, lock: false, holds: "session", usedAs: "session", source: "mongoose@9.12.1/types/session.d.ts" }],
};
