import type { Library } from "../library.js";

const dispatch = "https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke";
const geolocation = "https://www.w3.org/TR/geolocation/#request-a-position";
const html = "https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#run-the-animation-frame-callbacks";

/** What asks an object store, or one of its indexes, for something, starting from each of the objects that lead to it. */
const storeRequests = ["new IDBDatabase().transaction().objectStore()", "new IDBTransaction().objectStore()", "new IDBObjectStore()"].flatMap((store) => [
  ...["add", "clear", "count", "delete", "get", "getAll", "getAllKeys", "getKey", "openCursor", "openKeyCursor", "put"].map((method) => `${store}.${method}()`),
  ...["count", "get", "getAll", "getAllKeys", "getKey", "openCursor", "openKeyCursor"].map((method) => `${store}.index().${method}()`),
]);

/** What a listener returns is ignored, and so is the promise of an asynchronous one. */
export const dom: Library = {
  name: "DOM",
  modules: [],
  verified: "typescript@6.0.3",
  types: {
    AbortSignal: "new AbortController().signal",
    HTMLImageElement: "new Image()",
    HTMLScriptElement: "new Image()",
    HTMLAudioElement: "new Audio()",
    HTMLVideoElement: "new Audio()",
    IDBOpenDBRequest: "new IDBRequest()",
  },
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
      calls: ["navigator.geolocation.getCurrentPosition"],
      argument: 0,
      runs: "once",
      result: "dropped",
      source: geolocation,
    },
    {
      calls: ["navigator.geolocation.watchPosition"],
      argument: 0,
      runs: "many",
      result: "dropped",
      source: geolocation,
    },
    {
      calls: ["new MutationObserver", "new IntersectionObserver", "new ResizeObserver", "new PerformanceObserver"],
      argument: 0,
      runs: "many",
      result: "dropped",
      source: dispatch,
    },
  ],
  locks: [
    {
      acquire: ["new ReadableStream().getReader", "new Response().body.getReader", "fetch().body.getReader"],
      release: ["result.releaseLock", "result.cancel"],
      exclusive: true,
      lock: false,
      holds: "reader",
      immediate: true,
      source: "https://streams.spec.whatwg.org/#rs-get-reader",
    },
    {
      acquire: ["new WritableStream().getWriter"],
      release: ["result.releaseLock", "result.close", "result.abort"],
      exclusive: true,
      lock: false,
      holds: "writer",
      immediate: true,
      source: "https://streams.spec.whatwg.org/#ws-get-writer",
    },
  ],
  emitters: [
    { values: ["new Worker()", "new SharedWorker().port"], success: ["message"], failure: ["error", "messageerror"], goesOn: true, unheard: "nothing", source: "https://html.spec.whatwg.org/multipage/workers.html#handler-abstractworker-onerror" },
    { values: ["new FileReader()"], success: ["load"], last: ["load"], failure: ["error", "loadend"], unheard: "nothing", source: "https://w3c.github.io/FileAPI/#event-summary" },
    { values: ["new Image()"], success: ["load"], last: ["load"], failure: ["error"], unheard: "nothing", source: "https://html.spec.whatwg.org/multipage/images.html#update-the-image-data" },
    { values: ["document.createElement()"], firstArgument: ["img", "script", "link"], success: ["load"], last: ["load"], failure: ["error"], unheard: "nothing", source: "https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element" },
    {
      values: ["document.createElement()", "new Audio()"],
      firstArgument: ["audio", "video"],
      success: ["canplay", "canplaythrough", "durationchange", "ended", "loadeddata", "loadedmetadata"],
      failure: ["error"],
      unheard: "nothing",
      source: "https://html.spec.whatwg.org/multipage/media.html#mediaevents",
    },
    { values: ["new EventSource()"], success: ["open", "message"], failure: ["error"], goesOn: true, unheard: "nothing", source: "https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface" },
    { values: ["new WebSocket()"], success: ["open", "message"], failure: ["error", "close"], unheard: "nothing", source: "https://websockets.spec.whatwg.org/#the-websocket-interface" },
    { values: ["new XMLHttpRequest()"], success: ["load"], last: ["load"], failure: ["error", "loadend"], unheard: "nothing", source: "https://xhr.spec.whatwg.org/#events" },
    { values: ["indexedDB.open()", "indexedDB.deleteDatabase()", "new IDBRequest()"], success: ["success"], failure: ["error"], unheard: "nothing", source: "https://w3c.github.io/IndexedDB/#request-api" },
    { values: storeRequests, success: ["success"], failure: ["error"], bubbles: true, unheard: "nothing", source: "https://w3c.github.io/IndexedDB/#fire-error-event" },
    { values: ["new IDBTransaction()"], success: ["complete"], last: ["complete"], failure: ["error", "abort"], unheard: "nothing", source: "https://w3c.github.io/IndexedDB/#transaction" },
  ],
};
