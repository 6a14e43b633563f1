import type { Library } from "../library.js";

/** The fields stand first since version 5; a message may stand there instead. */
export const tslog: Library = {
  name: "tslog",
  modules: ["tslog"],
  verified: "tslog@5.2.0",
  types: { Logger: "new Logger()" },
  loggers: [
    {
      loggers: ["new Logger()", "new Logger().getSubLogger()"],
      levels: ["silly", "trace", "debug", "info", "warn", "error", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "first",
      child: ["getSubLogger"],
      source: "tslog@5.2.0/types/index.universal.d.ts:45",
    },
  ],
};
