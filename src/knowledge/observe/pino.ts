import type { Library } from "../library.js";

/** The default serializer is for `err` alone: JSON has nothing of an error under another name. */
const errorKey = {
  name: "err",
  unless: ["serializers", "errorKey", "formatters"].flatMap((path) => [
    { client: "pino", argument: 0, path },
    { client: "pino().child", argument: 1, path },
  ]),
};

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
