import type { Library } from "../library.js";

export const consola: Library = {
  name: "consola",
  modules: ["consola"],
  default: "consola",
  verified: "consola@3.4.2",
  types: { ConsolaInstance: "consola" },
  loggers: [
    {
      loggers: ["consola", "createConsola()", "consola.withTag()"],
      levels: ["fatal", "error", "warn", "log", "info", "success", "fail", "ready", "start", "box", "debug", "trace", "verbose"],
      errorLevels: ["fatal", "error", "fail"],
      context: "values",
      child: ["withTag", "create"],
      source: "consola@3.4.2/dist/core.d.mts:384",
    },
  ],
};
