import type { Library } from "../library.js";

/** Each update waits for its handlers, and their failures go to the handler of `catch`. */
export const telegraf: Library = {
  name: "telegraf",
  modules: ["telegraf"],
  verified: "telegraf@4.16.3",
  types: { Telegraf: "new Telegraf()" },
  callbacks: [
    { calls: ["new Telegraf().on", "new Telegraf().command", "new Telegraf().action", "new Telegraf().hears"], argument: "last", runs: "many", result: "awaited", source: "telegraf@4.16.3/lib/telegraf.js" },
    { calls: ["new Telegraf().use", "new Telegraf().start", "new Telegraf().help"], argument: "all", runs: "many", result: "awaited", source: "telegraf@4.16.3/lib/telegraf.js" },
  ],
};
