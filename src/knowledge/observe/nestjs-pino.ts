import type { Library } from "../library.js";

export const nestjsPino: Library = {
  name: "nestjs-pino",
  modules: ["nestjs-pino"],
  verified: "nestjs-pino@5.2.1",
  loggers: [
    {
      loggers: ["new PinoLogger()"],
      levels: ["trace", "debug", "info", "warn", "error", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "first",
      source: "nestjs-pino@5.2.1/dist/esm/PinoLogger.d.ts:54",
    },
  ],
};
