import type { Library } from "../library.js";

/** The method stands anywhere among the arguments of `bent`. It can neither be limited nor aborted. */
export const bent: Library = {
  name: "bent",
  modules: ["bent"],
  default: "bent",
  verified: "bent@7.3.12",
  remote: [
    {
      calls: ["bent()"],
      effect: "unknown",
      timeout: [],
      abort: [],
      defaultTimeout: "none",
      target: 0,
      retries: { defaultAttempts: 1, attempts: [], source: "bent@7.3.12/src/nodejs.js" },
      source: "bent@7.3.12/src/nodejs.js",
    },
  ],
};
