import type { Library } from "../library.js";

/** An input that ends emits `close`, and no line after it. */
export const readline: Library = {
  name: "node:readline",
  modules: ["node:readline", "readline"],
  default: "readline",
  verified: "node@20.20.2",
  callbacks: [
    { calls: ["readline.createInterface().question"], argument: "last", runs: "once", result: "dropped", source: "node@20.20.2/lib/internal/readline/interface.js" },
  ],
  types: { Interface: "readline.createInterface()" },
  emitters: [
    { values: ["readline.createInterface()"], success: ["line"], failure: ["close", "error"], unheard: "nothing", source: "node@20.20.2/lib/internal/readline/interface.js" },
  ],
};
