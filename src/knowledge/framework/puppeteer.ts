import type { Library, LockFact } from "../library.js";

const open: Omit<LockFact, "acquire" | "release"> = { exclusive: false, lock: false, source: "puppeteer-core@24.43.1/lib/types.d.ts" };

/** A browser is a process of its own: one that nobody closes outlives what it was started for. */
export const puppeteer: Library = {
  name: "puppeteer",
  modules: ["puppeteer", "puppeteer-core"],
  default: "puppeteer",
  verified: "puppeteer-core@24.43.1",
  types: { Browser: "puppeteer.launch()", BrowserContext: "puppeteer.launch().createBrowserContext()" },
  locks: [
    { acquire: ["puppeteer.launch"], release: ["result.close"], holds: "browser", ...open },
    { acquire: ["puppeteer.connect"], release: ["result.disconnect", "result.close"], holds: "browser", ...open },
    { acquire: ["puppeteer.launch().createBrowserContext"], release: ["result.close"], holds: "context", endsWithOwner: true, ...open },
    { acquire: ["puppeteer.launch().newPage", "puppeteer.launch().createBrowserContext().newPage"], release: ["result.close"], holds: "page", endsWithOwner: true, ...open },
  ],
};
