import type { Library } from "../library.js";

const facts = {
  verified: "node@20.20.2",
  loggers: [
    {
      loggers: ["console"],
      levels: ["log", "debug", "info", "warn", "error", "trace"],
      errorLevels: ["error"],
      context: "values",
      source: "node@20.20.2/lib/internal/console/constructor.js",
    },
  ],
} as const satisfies Partial<Library>;

export const console: Library = { name: "console", modules: [], ...facts };

export const nodeConsole: Library = { name: "node:console", modules: ["node:console", "console"], default: "console", ...facts };
