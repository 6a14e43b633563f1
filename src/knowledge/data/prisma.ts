import type { Library, RemoteFact } from "../library.js";

/** What bounds a query is its driver's affair. A query is sent when somebody waits for it. */
const common = {
  timeout: [],
  abort: [],
  defaultTimeout: "unknown",
  retries: { defaultAttempts: 1, attempts: [], source: "@prisma/client@7.10.0/runtime/client.d.ts" },
  source: "@prisma/client@7.10.0/runtime/client.d.ts:2042",
} as const satisfies Partial<RemoteFact>;

export const prisma: Library = {
  name: "@prisma/client",
  modules: ["@prisma/client"],
  verified: "@prisma/client@7.10.0",
  types: { PrismaClient: "new PrismaClient()" },
  remote: [
    {
      calls: [
        "new PrismaClient().*.findUnique",
        "new PrismaClient().*.findUniqueOrThrow",
        "new PrismaClient().*.findFirst",
        "new PrismaClient().*.findFirstOrThrow",
        "new PrismaClient().*.findMany",
        "new PrismaClient().*.count",
        "new PrismaClient().*.aggregate",
        "new PrismaClient().*.groupBy",
      ],
      effect: "read",
      ...common,
    },
    { calls: ["new PrismaClient().*.upsert", "new PrismaClient().*.delete", "new PrismaClient().*.deleteMany"], effect: "idempotent-write", ...common },
    { calls: ["new PrismaClient().*.create", "new PrismaClient().*.createMany", "new PrismaClient().*.createManyAndReturn"], effect: "non-idempotent", ...common },
    {
      calls: ["new PrismaClient().*.update", "new PrismaClient().*.updateMany", "new PrismaClient().$queryRawUnsafe", "new PrismaClient().$executeRawUnsafe"],
      effect: "unknown",
      ...common,
    },
    {
      calls: ["new PrismaClient().$transaction"],
      effect: "unknown",
      timeout: [
        { argument: 1, path: "timeout" },
        { client: "new PrismaClient", argument: 0, path: "transactionOptions.timeout" },
        { argument: 1, path: "maxWait", bounds: "queue" },
      ],
      abort: [],
      defaultTimeout: 5_000,
      defaultDetail: "2 s to begin and 5 s to end",
      source: "@prisma/client@7.10.0/runtime/client.d.ts:2042",
    },
  ],
  callbacks: [{ calls: ["new PrismaClient().$transaction"], argument: 0, runs: "once", result: "returned", source: "@prisma/client@7.10.0/runtime/client.d.ts" }],
  promises: [
    {
      calls: [
        "new PrismaClient().*.findUnique",
        "new PrismaClient().*.findFirst",
        "new PrismaClient().*.findMany",
        "new PrismaClient().*.count",
        "new PrismaClient().*.create",
        "new PrismaClient().*.createMany",
        "new PrismaClient().*.update",
        "new PrismaClient().*.updateMany",
        "new PrismaClient().*.upsert",
        "new PrismaClient().*.delete",
        "new PrismaClient().*.deleteMany",
      ],
      lazy: true,
      source: "@prisma/client@7.10.0/runtime/client.d.ts",
    },
    { calls: ["new PrismaClient().$connect", "new PrismaClient().$disconnect"], source: "@prisma/client@7.10.0/runtime/client.d.ts" },
  ],
};
