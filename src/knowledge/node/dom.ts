import type { Library } from "../library.js";

const dispatch = "https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke";
const html = "https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#run-the-animation-frame-callbacks";

/** What a listener returns is ignored, and so is the promise of an asynchronous one. */
export const dom: Library = {
  name: "DOM",
  modules: [],
  verified: "typescript@6.0.3",
  types: { AbortSignal: "new AbortController().signal" },
  timers: [
    { calls: ["requestAnimationFrame"], callback: 0, delay: null, repeats: false, frame: true, stoppedBy: ["cancelAnimationFrame"], source: html },
    { calls: ["requestIdleCallback"], callback: 0, delay: null, repeats: false, stoppedBy: ["cancelIdleCallback"], source: html },
  ],
  callbacks: [
    { calls: ["requestAnimationFrame", "requestIdleCallback"], argument: 0, runs: "once", result: "dropped", source: html },
    {
      calls: ["addEventListener", "document.addEventListener", "new EventTarget().addEventListener", "new AbortController().signal.addEventListener"],
      argument: 1,
      runs: "many",
      result: "dropped",
      source: dispatch,
    },
    {
      calls: ["new MutationObserver", "new IntersectionObserver", "new ResizeObserver", "new PerformanceObserver"],
      argument: 0,
      runs: "many",
      result: "dropped",
      source: dispatch,
    },
  ],
};
