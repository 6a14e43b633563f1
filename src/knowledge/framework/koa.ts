import type { Library } from "../library.js";

export const koa: Library = {
  name: "koa",
  modules: ["koa"],
  default: "Koa",
  verified: "koa@3.3.0",
  callbacks: [{ calls: ["new Koa().use"], argument: 0, runs: "many", result: "awaited", source: "koa@3.3.0/lib/application.js:224" }],
};
