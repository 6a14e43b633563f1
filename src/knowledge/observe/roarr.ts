import type { Library } from "../library.js";

/** Says nothing unless `ROARR_LOG` is set. */
export const roarr: Library = {
  name: "roarr",
  modules: ["roarr"],
  verified: "roarr@7.21.7",
  loggers: [
    {
      loggers: ["Roarr", "Roarr.child()"],
      levels: ["trace", "debug", "info", "warn", "error", "fatal"],
      errorLevels: ["error", "fatal"],
      context: "first",
      child: ["child"],
      source: "roarr@7.21.7/dist/types.d.ts:22",
    },
  ],
};
