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
