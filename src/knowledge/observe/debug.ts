import type { Library } from "../library.js";

/** The logger is called itself, and says nothing unless somebody asks for its name. */
export const debug: Library = {
  name: "debug",
  modules: ["debug"],
  default: "debug",
  verified: "debug@4.4.3",
  types: { Debugger: "debug()" },
  loggers: [
    {
      loggers: ["debug()", "debug().extend()"],
      levels: [],
      errorLevels: [],
      context: "values",
      child: ["extend"],
      source: "@types/debug@4.1.13/index.d.ts:40",
    },
  ],
};
