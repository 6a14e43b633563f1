import type { Library } from "../library.js";

export const signale: Library = {
  name: "signale",
  modules: ["signale"],
  default: "signale",
  verified: "signale@1.4.0",
  loggers: [
    {
      loggers: ["signale", "new signale.Signale()"],
      levels: ["await", "complete", "error", "debug", "fatal", "fav", "info", "note", "pause", "pending", "star", "start", "success", "warn", "watch", "log"],
      errorLevels: ["error", "fatal"],
      context: "values",
      child: ["scope"],
      source: "signale@1.4.0/signale.js",
    },
  ],
};
