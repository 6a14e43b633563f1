import type { Library } from "../library.js";

/** Handlers are methods, found by their decorators and awaited; here is what is called. */
export const nestCore: Library = {
  name: "@nestjs/core",
  modules: ["@nestjs/core"],
  verified: "@nestjs/core@12.5.1",
  promises: [
    {
      calls: [
        "NestFactory.create",
        "NestFactory.createMicroservice",
        "NestFactory.createApplicationContext",
        "NestFactory.create().listen",
        "NestFactory.create().close",
        "NestFactory.create().startAllMicroservices",
      ],
      source: "@nestjs/core@12.5.1/nest-factory.d.ts",
    },
  ],
};

/** The last string of a log call names the class that logs, not the operation. */
export const nestCommon: Library = {
  name: "@nestjs/common",
  modules: ["@nestjs/common"],
  verified: "@nestjs/common@12.5.1",
  loggers: [
    {
      loggers: ["new Logger()", "Logger"],
      levels: ["log", "error", "warn", "debug", "verbose", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "values",
      source: "@nestjs/common@12.5.1/services/logger.service.d.ts:74",
    },
  ],
};

/** Jobs are methods, found by their decorators; what one of them throws is logged. */
export const nestSchedule: Library = {
  name: "@nestjs/schedule",
  modules: ["@nestjs/schedule"],
  verified: "@nestjs/schedule@12.0.2",
  texts: {
    "CronExpression.EVERY_SECOND": "* * * * * *",
    "CronExpression.EVERY_5_SECONDS": "*/5 * * * * *",
    "CronExpression.EVERY_10_SECONDS": "*/10 * * * * *",
    "CronExpression.EVERY_30_SECONDS": "*/30 * * * * *",
    "CronExpression.EVERY_MINUTE": "*/1 * * * *",
    "CronExpression.EVERY_5_MINUTES": "0 */5 * * * *",
    "CronExpression.EVERY_10_MINUTES": "0 */10 * * * *",
    "CronExpression.EVERY_30_MINUTES": "0 */30 * * * *",
  },
  callbacks: [
    {
      calls: ["Cron"],
      argument: "last",
      runs: "many",
      result: "awaited",
      periodic: { schedule: { argument: 0, path: "" }, noOverlap: [{ argument: 1, path: "waitForCompletion", none: [false] }], runs: "decorated" },
      source: "@nestjs/schedule@12.0.2/dist/scheduler.orchestrator.js:54",
    },
    {
      calls: ["Interval"],
      argument: "last",
      runs: "many",
      result: "awaited",
      periodic: { schedule: { argument: "last", path: "" }, noOverlap: [], runs: "decorated" },
      source: "@nestjs/schedule@12.0.2/dist/scheduler.orchestrator.js:36",
    },
  ],
};
