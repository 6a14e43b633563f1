import type { Library, LockFact } from "../library.js";

const closed: Omit<LockFact, "acquire"> = { release: ["result.close"], exclusive: false, lock: false, source: "playwright-core@1.65.1/types/types.d.ts" };

/** A browser is a process of its own: one that nobody closes outlives what it was started for. */
export const playwright: Library = {
  name: "playwright",
  modules: ["playwright", "playwright-core"],
  verified: "playwright-core@1.65.1",
  types: { Browser: "chromium.launch()", BrowserContext: "chromium.launch().newContext()" },
  locks: [
    { acquire: ["chromium.launch", "firefox.launch", "webkit.launch"], holds: "browser", ...closed },
    { acquire: ["chromium.launch().newContext", "firefox.launch().newContext", "webkit.launch().newContext"], holds: "context", endsWithOwner: true, ...closed },
    { acquire: ["chromium.launch().newPage", "firefox.launch().newPage", "webkit.launch().newPage", "chromium.launch().newContext().newPage"], holds: "page", endsWithOwner: true, ...closed },
  ],
};
