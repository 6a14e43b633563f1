import type { Library } from "../library.js";

export const fetch: Library = {
  name: "fetch",
  modules: [],
  verified: "node@20.20.2",
  types: { Response: "fetch()" },
  remote: [
    {
      calls: ["fetch"],
      effect: "by-method",
      method: [{ argument: 1, path: "method" }],
      // Node's takes a dispatcher of undici, for one call or for all
      // Next's serves an earlier answer and asks for the next one behind it: https://nextjs.org/docs/app/api-reference/functions/fetch
      timeout: [
        { argument: 1, path: "dispatcher", bounds: "unknown", undeclared: true },
        { argument: 1, path: "next.revalidate", none: [0], bounds: "unknown", undeclared: true },
      ],
      timeoutCallsElsewhere: [{ module: "undici", call: "setGlobalDispatcher" }],
      abort: [{ argument: 1, path: "signal", none: [null] }],
      defaultTimeout: 300_000,
      defaultDetail: "300 s until the headers in Node, and no limit on the whole",
      target: 0,
      retries: { defaultAttempts: 1, attempts: [], source: "undici@6.29.1/lib/web/fetch/index.js" },
      source: "undici@6.29.1/lib/dispatcher/client.js:241",
    },
  ],
  promises: [
    {
      calls: ["fetch().json", "fetch().text", "fetch().arrayBuffer", "fetch().blob", "fetch().formData"],
      source: "typescript@6.0.3/lib/lib.dom.d.ts",
    },
  ],
};
