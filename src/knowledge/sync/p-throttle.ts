import type { Library } from "../library.js";

/** It bounds how many begin in a stretch of time, not how many run at once. */
export const pThrottle: Library = {
  name: "p-throttle",
  modules: ["p-throttle"],
  default: "pThrottle",
  verified: "p-throttle@8.1.1",
  callbacks: [{ calls: ["pThrottle()"], argument: 0, runs: "many", result: "returned", source: "p-throttle@8.1.1/index.js" }],
};
