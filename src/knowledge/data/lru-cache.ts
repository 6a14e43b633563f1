import type { Library } from "../library.js";

/** `fetch` joins whoever asks for a key that is being fetched; `get` and `set` do not. */
export const lruCache: Library = {
  name: "lru-cache",
  modules: ["lru-cache"],
  verified: "lru-cache@11.5.3",
  types: { LRUCache: "new LRUCache()" },
  sharedLoads: [{ calls: ["new LRUCache().fetch", "new LRUCache().forceFetch"], source: "lru-cache@11.5.3/dist/esm/index.d.ts:1072" }],
  promises: [{ calls: ["new LRUCache().fetch", "new LRUCache().forceFetch"], source: "lru-cache@11.5.3/dist/esm/index.d.ts:1072" }],
};
