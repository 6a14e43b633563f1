import type { Library } from "../library.js";

/** The default serializer is for `err` alone: JSON has nothing of an error under another name. */
const errorKey = {
  name: "err",
  unless: [
    { client: "pino", argument: 0, path: "serializers" },
    { client: "pino", argument: 0, path: "errorKey" },
    { client: "pino", argument: 0, path: "formatters" },
    { client: "pino().child", argument: 1, path: "serializers" },
    { client: "pino().child", argument: 1, path: "errorKey" },
    { client: "pino().child", argument: 1, path: "formatters" },
  ],
} as const;

/** The context stands first; with a string first there is none. */
export const pino: Library = {
  name: "pino",
  modules: ["pino"],
  default: "pino",
  verified: "pino@10.4.0",
  types: { Logger: "pino()", BaseLogger: "pino()" },
  loggers: [
    {
      loggers: ["pino()", "pino().child()"],
      levels: ["trace", "debug", "info", "warn", "error", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "first",
      errorKey,
      child: ["child"],
      waits: ["flush"],
      source: "pino@10.4.0/pino.d.ts:170",
    },
  ],
};
