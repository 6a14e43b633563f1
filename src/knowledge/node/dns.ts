import type { Library } from "../library.js";

export const dns: Library = {
  name: "node:dns",
  modules: ["node:dns", "dns"],
  default: "dns",
  verified: "node@20.20.2",
  callbacks: [
    {
      calls: ["dns.lookup", "dns.resolve", "dns.resolve4", "dns.resolve6", "dns.resolveMx", "dns.resolveTxt", "dns.reverse"],
      argument: "last",
      runs: "once",
      result: "dropped",
      errorFirst: true,
      source: "node@20.20.2/lib/dns.js",
    },
  ],
};
