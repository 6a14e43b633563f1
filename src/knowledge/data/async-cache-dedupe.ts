import type { Library } from "../library.js";

/** Each function that is defined becomes a method of the cache, and calls of one key share its promise. */
export const asyncCacheDedupe: Library = {
  name: "async-cache-dedupe",
  modules: ["async-cache-dedupe"],
  verified: "async-cache-dedupe@3.4.0",
  sharedLoads: [{ calls: ["createCache().*", "createCache().define().*", "new Cache().*"], source: "async-cache-dedupe@3.4.0/src/cache.js:57" }],
  callbacks: [{ calls: ["createCache().define"], argument: "last", runs: "many", result: "returned", source: "async-cache-dedupe@3.4.0/src/cache.js" }],
};
