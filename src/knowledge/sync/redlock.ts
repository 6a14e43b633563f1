import type { Library } from "../library.js";

/** The lock expires by itself: it is exclusive only as long as the work takes less than that. */
export const redlock: Library = {
  name: "redlock",
  modules: ["redlock"],
  default: "Redlock",
  verified: "redlock@4.2.0",
  locks: [
    {
      acquire: ["new Redlock().acquire", "new Redlock().lock"],
      release: ["result.unlock", "result.release", "new Redlock().release", "new Redlock().unlock"],
      exclusive: true,
      source: "@types/redlock@4.0.8/index.d.ts:21",
    },
    { acquire: [], release: [], scoped: ["new Redlock().using"], exclusive: true, source: "redlock@5.0.0-beta.2/dist/index.d.ts:153" },
  ],
  callbacks: [{ calls: ["new Redlock().using"], argument: "last", runs: "once", result: "returned", source: "redlock@5.0.0-beta.2/dist/index.d.ts:153" }],
};
