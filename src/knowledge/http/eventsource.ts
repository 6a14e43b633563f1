import type { Library } from "../library.js";

/** A stream has no end to wait for: it connects again by itself, three seconds after it broke off. */
export const eventsource: Library = {
  name: "eventsource",
  modules: ["eventsource"],
  verified: "eventsource@5.1.5",
  callbacks: [{ calls: ["new EventSource().addEventListener"], argument: 1, runs: "many", result: "dropped", source: "eventsource@5.1.5/dist/EventSource.js" }],
  emitters: [{ values: ["new EventSource()"], success: ["open", "message"], failure: ["error"], goesOn: true, unheard: "nothing", source: "eventsource@5.1.5/dist/EventSource.js:100" }],
};
