import type { Library } from "../library.js";

/** Each update waits for its handlers, and their failures go to the handler of `catch`. */
export const grammy: Library = {
  name: "grammy",
  modules: ["grammy"],
  verified: "grammy@1.46.0",
  types: { Bot: "new Bot()" },
  callbacks: [
    { calls: ["new Bot().on", "new Bot().command", "new Bot().hears", "new Bot().callbackQuery"], argument: "last", runs: "many", result: "awaited", source: "grammy@1.46.0/out/bot.js" },
    { calls: ["new Bot().use"], argument: "all", runs: "many", result: "awaited", source: "grammy@1.46.0/out/bot.js" },
  ],
};
