import type { Library, RemoteFact } from "../library.js";

/** Its driver decides what bounds a query. */
const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "unknown",
  retries: { defaultAttempts: "unknown", attempts: [], source: "typeorm@1.1.1/driver/postgres/PostgresDriver.js" },
  source: "typeorm@1.1.1/driver/postgres/PostgresDriver.js:1378",
} as const satisfies Partial<RemoteFact>;

/** `save` asks first and writes what differs: between the two somebody else may have written. */
export const typeorm: Library = {
  name: "typeorm",
  modules: ["typeorm"],
  verified: "typeorm@1.1.1",
  types: { DataSource: "new DataSource()", Repository: "new DataSource().getRepository()", EntityManager: "new DataSource().manager" },
  remote: [
    {
      calls: [
        "new DataSource().getRepository().find",
        "new DataSource().getRepository().findBy",
        "new DataSource().getRepository().findOne",
        "new DataSource().getRepository().findOneBy",
        "new DataSource().getRepository().findOneOrFail",
        "new DataSource().getRepository().findOneByOrFail",
        "new DataSource().getRepository().findAndCount",
        "new DataSource().getRepository().count",
        "new DataSource().getRepository().countBy",
        "new DataSource().getRepository().exists",
        "new DataSource().getRepository().existsBy",
        "new DataSource().manager.find",
        "new DataSource().manager.findBy",
        "new DataSource().manager.findOne",
        "new DataSource().manager.findOneBy",
        "new DataSource().manager.count",
      ],
      effect: "read",
      ...common,
    },
    {
      calls: [
        "new DataSource().getRepository().upsert",
        "new DataSource().getRepository().delete",
        "new DataSource().getRepository().remove",
        "new DataSource().manager.upsert",
        "new DataSource().manager.delete",
        "new DataSource().manager.remove",
      ],
      effect: "idempotent-write",
      ...common,
    },
    { calls: ["new DataSource().getRepository().insert", "new DataSource().manager.insert"], effect: "non-idempotent", ...common },
    {
      calls: [
        "new DataSource().query",
        "new DataSource().manager.query",
        "new DataSource().getRepository().query",
        "new DataSource().getRepository().save",
        "new DataSource().getRepository().update",
        "new DataSource().manager.save",
        "new DataSource().manager.update",
      ],
      effect: "unknown",
      ...common,
    },
  ],
  callbacks: [
    { calls: ["new DataSource().transaction", "new DataSource().manager.transaction"], argument: "last", runs: "once", result: "returned", source: "typeorm@1.1.1/data-source/DataSource.d.ts:202" },
  ],
  locks: [
    {
      acquire: ["new DataSource().createQueryRunner"],
      // a data source that is destroyed gives back the connections of its runners: typeorm@1.1.1/driver/postgres/PostgresDriver.js, closePool
      release: ["result.release", "new DataSource().destroy"],
      exclusive: false,
      lock: false,
      holds: "connection",
      immediate: true,
      holdsFrom: ["connect"],
      source: "typeorm@1.1.1/query-runner/QueryRunner.d.ts:71",
    },
    {
      acquire: ["new DataSource().createQueryRunner().startTransaction"],
      release: ["new DataSource().createQueryRunner().commitTransaction", "new DataSource().createQueryRunner().rollbackTransaction"],
      exclusive: false,
      lock: false,
      holds: "transaction",
      source: "typeorm@1.1.1/query-runner/QueryRunner.d.ts",
    },
  ],
};
