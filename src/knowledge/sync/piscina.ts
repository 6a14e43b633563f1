import type { Library } from "../library.js";

/** Runs tasks in threads: as many at a time as there are threads, and any number of them waits. */
export const piscina: Library = {
  name: "piscina",
  modules: ["piscina"],
  default: "Piscina",
  verified: "piscina@5.3.2",
  promises: [{ calls: ["new Piscina().run", "new Piscina().destroy", "new Piscina().close"], source: "piscina@5.3.2/dist/index.d.ts:61" }],
};
