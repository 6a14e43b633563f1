import type { Library } from "../library.js";

export const cluster: Library = {
  name: "node:cluster",
  modules: ["node:cluster", "cluster"],
  default: "cluster",
  verified: "node@20.20.2",
  emitters: [
    {
      values: ["cluster.fork()"],
      success: ["online", "listening", "message"],
      failure: ["exit", "error", "disconnect"],
      unheard: "nothing",
      source: "node@20.20.2/lib/internal/cluster/primary.js",
    },
  ],
};
