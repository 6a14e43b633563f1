import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that the system has; `undefined` where it has none. */
export const executable = places.find((place) => existsSync(place));

/** Tests of the page are left out only where there is no browser and nobody relies on them. */
export const skipped = executable === undefined && process.env["CI"] === undefined;
if (skipped) process.stderr.write(`The HTML report is not tested: there is no browser at ${places.join(", ")}.\n`);

/** A page with what it asked for and complained of. */
export interface Opened {
  readonly page: Page;
  /** Addresses other than the page's own. */
  readonly requests: readonly string[];
  /** Errors, warnings and violations of the policy that the console shows. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function launch(): Promise<Browser> {
  if (executable === undefined) throw new Error(`There is no browser at ${places.join(", ")}; install chromium.`);
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

/** Opens a document as a file, as a reader does. */
export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}, hash = ""): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "concurrency-review-page-"));
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && url !== "data:,") requests.push(url);
  });
  page.on("console", (message) => void complaints.push(message.text()));
  page.on("pageerror", (error) => void complaints.push(error.message));
  page.on("dialog", (dialog) => void complaints.push(`dialog: ${dialog.message()}`));
  await page.goto(address + hash);
  return {
    page,
    requests,
    complaints,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
