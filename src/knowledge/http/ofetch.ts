import type { Library } from "../library.js";

/** The `timeout` of ofetch ends with the headers, and a signal beside it switches it off. */
export const ofetch: Library = {
  name: "ofetch",
  modules: ["ofetch"],
  verified: "ofetch@1.5.1",
  types: { $Fetch: "ofetch" },
  remote: [
    {
      calls: ["ofetch", "ofetch.raw", "$fetch", "$fetch.raw", "ofetch.create()", "$fetch.create()"],
      effect: "by-method",
      method: [{ argument: 1, path: "method" }],
      timeout: [
        { argument: 1, path: "timeout", bounds: "headers", none: [0] },
        { client: "ofetch.create", argument: 0, path: "timeout", bounds: "headers", none: [0] },
        { client: "$fetch.create", argument: 0, path: "timeout", bounds: "headers", none: [0] },
      ],
      abort: [{ argument: 1, path: "signal", none: [null] }],
      defaultTimeout: "none",
      target: 0,
      retries: {
        defaultAttempts: 2,
        attempts: [
          { argument: 1, path: "retry", none: [false] },
          { client: "ofetch.create", argument: 0, path: "retry", none: [false] },
          { client: "$fetch.create", argument: 0, path: "retry", none: [false] },
        ],
        firstIsExtra: true,
        idempotentOnly: true,
        source: "ofetch@1.5.1/dist/shared/ofetch.CWycOUEr.mjs:177",
      },
      source: "ofetch@1.5.1/dist/shared/ofetch.CWycOUEr.mjs:261",
    },
  ],
};
