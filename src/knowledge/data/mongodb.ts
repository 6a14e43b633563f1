import type { Library, RemoteFact, Slot } from "../library.js";

/**
 * `timeoutMS` is typed in every version and does nothing in most: only where it was honoured is it looked at, and it
 * is never inserted. `maxTimeMS` is kept by the server.
 */
const client: readonly Slot[] = [
  { client: "new MongoClient", argument: 1, path: "socketTimeoutMS", bounds: "idle", none: [0] },
  { client: "new MongoClient", argument: 1, path: "timeoutMS", bounds: "unknown", versions: ">=6.11.0 <6.22.0 || >=7.0.0 <7.8.0" },
  { client: "new MongoClient", argument: 1, path: "connectTimeoutMS", bounds: "connect", none: [0] },
  { client: "new MongoClient", argument: 1, path: "serverSelectionTimeoutMS", bounds: "connect" },
  { client: "new MongoClient", argument: 1, path: "waitQueueTimeoutMS", bounds: "queue", none: [0] },
  { client: "new MongoClient", argument: 0, path: "", connectionString: true },
];

const common = {
  defaultTimeout: "none",
  defaultDetail: "30 s to find a server and none for its answer",
  retries: { defaultAttempts: 2, attempts: [], source: "mongodb@7.8.0/lib/connection_string.js:945" },
  source: "mongodb@7.8.0/lib/connection_string.js:1077",
} as const satisfies Partial<RemoteFact>;

export const mongodb: Library = {
  name: "mongodb",
  modules: ["mongodb"],
  verified: "mongodb@7.8.0",
  types: { Db: "new MongoClient().db()", Collection: "new MongoClient().db().collection()" },
  remote: [
    {
      calls: ["new MongoClient().db().collection().findOne", "new MongoClient().db().collection().countDocuments"],
      effect: "read",
      timeout: [{ argument: 1, path: "maxTimeMS", bounds: "unknown" }, ...client],
      abort: [{ argument: 1, path: "signal" }],
      ...common,
    },
    {
      calls: [
        "new MongoClient().db().collection().find().toArray",
        "new MongoClient().db().collection().find().next",
        "new MongoClient().db().collection().aggregate().toArray",
      ],
      effect: "read",
      timeout: [
        { client: "new MongoClient().db().collection().find", argument: 1, path: "maxTimeMS", bounds: "unknown" },
        { client: "new MongoClient().db().collection().aggregate", argument: 1, path: "maxTimeMS", bounds: "unknown" },
        ...client,
      ],
      abort: [
        { client: "new MongoClient().db().collection().find", argument: 1, path: "signal" },
        { client: "new MongoClient().db().collection().aggregate", argument: 1, path: "signal" },
      ],
      ...common,
    },
    {
      calls: ["new MongoClient().db().collection().distinct"],
      effect: "read",
      timeout: [{ argument: 2, path: "maxTimeMS", bounds: "unknown" }, ...client],
      abort: [],
      ...common,
    },
    {
      calls: ["new MongoClient().db().collection().estimatedDocumentCount"],
      effect: "read",
      timeout: [{ argument: 0, path: "maxTimeMS", bounds: "unknown" }, ...client],
      abort: [],
      ...common,
    },
    {
      calls: ["new MongoClient().db().collection().deleteOne", "new MongoClient().db().collection().deleteMany", "new MongoClient().db().collection().replaceOne"],
      effect: "idempotent-write",
      timeout: client,
      abort: [],
      ...common,
    },
    {
      calls: ["new MongoClient().db().collection().insertOne", "new MongoClient().db().collection().insertMany"],
      effect: "non-idempotent",
      timeout: client,
      abort: [],
      ...common,
    },
    {
      calls: [
        "new MongoClient().db().collection().updateOne",
        "new MongoClient().db().collection().updateMany",
        "new MongoClient().db().collection().findOneAndUpdate",
        "new MongoClient().db().collection().findOneAndReplace",
        "new MongoClient().db().collection().findOneAndDelete",
        "new MongoClient().db().collection().bulkWrite",
        "new MongoClient().db().command",
      ],
      effect: "unknown",
      timeout: client,
      abort: [],
      ...common,
    },
  ],
  locks: [
    {
      acquire: ["new MongoClient().startSession"],
      release: ["result.endSession"],
      exclusive: false,
      lock: false,
      holds: "session",
      usedAs: "session",
      immediate: true,
      source: "mongodb@7.8.0/mongodb.d.ts",
    },
    {
      acquire: ["new MongoClient().startSession().startTransaction"],
      release: [
        "new MongoClient().startSession().commitTransaction",
        "new MongoClient().startSession().abortTransaction",
        "new MongoClient().startSession().endSession",
      ],
      exclusive: false,
      lock: false,
      holds: "transaction",
      immediate: true,
      source: "mongodb@7.8.0/mongodb.d.ts",
    },
  ],
};
