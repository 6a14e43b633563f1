import type { Library } from "../library.js";

/** The callback stands last: the options, where a `signal` bounds the wait, are optional and come before it. */
export const webLocks: Library = {
  name: "Web Locks",
  modules: [],
  verified: "typescript@6.0.3",
  locks: [
    { acquire: [], release: [], scoped: ["navigator.locks.request"], scopedArgument: 1, exclusive: true, reentrant: false, shared: { argument: 1, path: "mode", value: "shared" }, source: "typescript@6.0.3/lib/lib.dom.d.ts:1422" },
  ],
  callbacks: [
    { calls: ["navigator.locks.request"], argument: "last", runs: "once", result: "returned", source: "typescript@6.0.3/lib/lib.dom.d.ts:1422" },
  ],
};
