import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launch, open, type Opened, skipped } from "./browser.js";
import { calling, reportOf, sample } from "./html-sample.js";
import { finding, floating, hostilePieces, missingTimeout } from "./sample.js";

let browser: Browser;

beforeAll(async () => {
  if (!skipped) browser = await launch();
});
afterAll(async () => {
  if (!skipped) await browser.close();
});

/** The sample's report, or another one, in a window of its own; whatever it does, it may ask for nothing and complain of nothing. */
async function opened(html = sample(), options: BrowserContextOptions = {}, hash = ""): Promise<Page> {
  const page: Opened = await open(browser, html, { viewport: { width: 1280, height: 800 }, ...options }, hash);
  onTestFinished(async () => {
    await page.close();
    expect(page.requests).toEqual([]);
    expect(page.complaints).toEqual([]);
  });
  return page.page;
}

/** The numbers of the findings that are shown, and the same of the contents beside them. */
async function shown(page: Page): Promise<string[]> {
  // filters wait for a frame
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const [articles, entries] = await page.evaluate(() => {
    const visible = (selector: string): string[] => [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => !one.hidden).map((one) => one.querySelector(".number")?.textContent ?? "");
    return [visible("article"), visible("nav li")] as const;
  });
  expect(entries).toEqual(articles);
  return articles;
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

describe.skipIf(skipped)("filters", () => {
  test("by each of the facets, together, and none again", async () => {
    const page = await opened();
    expect(await shown(page)).toEqual(["1", "2", "3", "4"]);
    await page.selectOption("select[name=severity]", { label: "warning" });
    expect(await shown(page)).toEqual(["4"]);
    expect(await page.textContent("[role=status]")).toBe("1 of 4 shown");
    await page.selectOption("select[name=file]", { label: "src/b.ts" });
    expect(await shown(page)).toEqual([]);
    expect(await page.textContent("[role=status]")).toBe("No finding matches these filters.");
    await page.click("button[type=reset]");
    expect(await shown(page)).toEqual(["1", "2", "3", "4"]);
    await page.selectOption("select[name=confidence]", { label: "proved" });
    expect(await shown(page)).toEqual(["1", "2", "3", "4"]);
    await page.selectOption("select[name=confidence]", { label: "likely" });
    expect(await shown(page)).toEqual(["3"]);
  });
  test("a rule finds the place where it is the second to speak", async () => {
    const page = await opened();
    await page.selectOption("select[name=rule]", { label: "no-unhandled-rejection" });
    expect(await shown(page)).toEqual(["3", "4"]);
  });
  test("a concern of the chart picks itself", async () => {
    const page = await opened();
    await page.click(".chart a:text('Timeouts')");
    expect(await shown(page)).toEqual(["1", "2"]);
  });
  test("the search wants every word, in any case", async () => {
    const page = await opened();
    await page.fill("#search", "FETCH src/b.ts");
    expect(await shown(page)).toEqual(["2"]);
  });
  test("a link to a finding shows it, whatever was filtered", async () => {
    const page = await opened(sample(), {}, "#finding-3");
    expect(await focused(page)).toBe("finding-3");
    await page.selectOption("select[name=severity]", { label: "warning" });
    expect(await shown(page)).toEqual(["4"]);
    // the page hears of it in a later turn
    await page.evaluate(() => new Promise((resolve) => {
      addEventListener("hashchange", resolve, { once: true });
      location.hash = "#finding-1";
    }).then(() => undefined));
    expect(await shown(page)).toEqual(["1", "2", "3", "4"]);
    expect(await focused(page)).toBe("finding-1");
  });
});

describe.skipIf(skipped)("keys", () => {
  test("j and k go from finding to finding, past those that are filtered", async () => {
    const page = await opened();
    await page.selectOption("select[name=file]", { label: "src/a.ts" });
    expect(await shown(page)).toEqual(["1", "3"]);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const visited: string[] = [];
    for (const key of ["k", "j", "j", "j", "k"]) {
      await page.keyboard.press(key);
      visited.push(await focused(page));
    }
    expect(visited).toEqual(["", "finding-1", "finding-3", "finding-3", "finding-1"]);
    expect(page.url()).toMatch(/#finding-1$/);
  });
  test("/ searches, and takes letters as letters until Escape", async () => {
    const page = await opened();
    await page.keyboard.press("/");
    await page.keyboard.type("j/?");
    expect(await page.inputValue("#search")).toBe("j/?");
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe("");
  });
  test("? shows the keys, and Escape leaves", async () => {
    const page = await opened();
    await page.keyboard.press("?");
    expect(await page.isVisible("dialog")).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.isVisible("dialog")).toBe(false);
    await page.click("#help");
    await page.click("dialog button");
    expect(await page.isVisible("dialog")).toBe(false);
  });
});

/** Text whose contrast with what is behind it is less than 4.5. */
function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    const painted = (colors: readonly string[]): number => {
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const faint: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement | SVGElement>("body *")) {
      const text = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent ?? "").join("").trim();
      if (text === "" || !element.checkVisibility()) continue;
      const { color, fill } = getComputedStyle(element);
      const behind: string[] = [];
      for (let around: Element | null = element; around !== null; around = around.parentElement) behind.unshift(getComputedStyle(around).backgroundColor);
      // a number stands on its circle
      if (element.matches(".count")) behind.push(getComputedStyle(element.previousElementSibling as Element).fill);
      const [a, b] = [painted([...behind, element instanceof SVGElement ? fill : color]), painted(behind)];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${element.getAttribute("class") ?? ""} ${text.slice(0, 40)}`);
    }
    return faint;
  });
}

describe.skipIf(skipped)("dark and light", () => {
  const ground = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  test.each(["dark", "light"] as const)("everything can be read in %s", async (colorScheme) => {
    const page = await opened(sample(), { colorScheme });
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    expect(await faint(page)).toEqual([]);
  });
  test("follow the system until somebody chooses, and the choice is kept", async () => {
    const page = await opened(sample(), { colorScheme: "dark" });
    const dark = await ground(page);
    await page.click("#theme");
    const light = await ground(page);
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await ground(page)).toBe(light);
    await page.click("#theme");
    expect(await ground(page)).toBe(dark);
  });
});

describe.skipIf(skipped)("for everybody", () => {
  test("headings descend by one, and all that can be used has a name", async () => {
    const page = await opened();
    const levels = await page.evaluate(() => [...document.querySelectorAll("main :is(h1,h2,h3,h4), .top h1")].map(({ tagName }) => Number(tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("a, button, input, select, summary, [role=img], nav, article")]
        .filter((one) => {
          const label = one instanceof HTMLInputElement || one instanceof HTMLSelectElement ? one.labels?.[0]?.textContent : one.textContent;
          return (one.getAttribute("aria-label") ?? label ?? "").trim() === "";
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    expect(nameless).toEqual([]);
    const repeated = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) !== index));
    expect(repeated).toEqual([]);
  });
  test("what has the focus shows it, from the first tab on", async () => {
    const page = await opened();
    const seen: string[] = [];
    for (let count = 0; count < 14; count += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => `${document.activeElement?.tagName ?? ""} ${getComputedStyle(document.activeElement as Element).outlineStyle}`));
    }
    expect(seen[0]).toBe("A solid");
    expect(seen.filter((one) => one.endsWith("none"))).toEqual([]);
    expect(new Set(seen)).toContain("SELECT solid");
  });
  test.each([1280, 900, 360])("%i pixels are wide enough", async (width) => {
    const page = await opened(sample(), { viewport: { width, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const narrow = await page.evaluate(() => [...document.querySelectorAll(".chart th, p, h3")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width < 24).length);
    expect(narrow).toBe(0);
  });
  test("without script everything is there, and nothing that does nothing", async () => {
    const page = await opened(sample(), { javaScriptEnabled: false });
    expect(await page.locator("article:visible").count()).toBe(4);
    expect(await page.locator(".filters:visible, .tools:visible, dialog:visible").count()).toBe(0);
    await page.click("summary >> nth=0");
    expect(await page.locator("details[open]").count()).toBe(1);
  });
  test("on paper everything is unfolded, and the controls are gone", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await opened(sample(), { javaScriptEnabled, colorScheme: "dark" });
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("details h4:visible").count()).toBeGreaterThan(3);
      expect(await page.locator(".filters:visible, .tools:visible, nav:visible").count()).toBe(0);
      if (javaScriptEnabled) {
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        expect(await page.locator("details:not([open])").count()).toBe(0);
        await page.evaluate(() => dispatchEvent(new Event("afterprint")));
        expect(await page.locator("details[open]").count()).toBe(0);
      }
    }
  });
});

describe.skipIf(skipped)("hostile code", () => {
  const pieces = [...hostilePieces, "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<svg onload=alert(1)>", "<a href=javascript:alert(1)>x</a>", "</style><style>*{display:none}"];

  test("is text, and does nothing", async () => {
    const found = pieces.map((piece, index) => ({ ...calling(piece.replace(/[\n\r]/g, " "), {}, `src/${String(index)}${piece.replace(/[\0/\\\n]/g, "")}.ts`), line: 1, endLine: 1, column: 1, endColumn: 2, patches: [{ title: piece, range: [0, 1] as const, text: piece }] }));
    const page = await opened(reportOf(found, pieces.join("\n")));
    await page.fill("#search", "onerror");
    await shown(page);
    await page.selectOption("select[name=file]", { index: 1 });
    await shown(page);
    const foreign = await page.evaluate(() => document.querySelectorAll("script, style, img, iframe, svg[onload], a[href^='javascript']").length);
    expect(foreign).toBe(2);
    expect(await page.locator("body").textContent()).toContain('"><img src=x onerror=alert(1)>');
  });
  test("the policy holds where something slips in all the same", async () => {
    const html = sample().replace("<main>", '<main><img src="https://example.org/x.png"><script>document.title = "mine"</script>');
    const other = await open(browser, html);
    onTestFinished(() => other.close());
    expect(await other.page.title()).toBe("Concurrency review");
    expect(other.complaints.join(" ")).toContain("Content Security Policy");
  });
});

describe.skipIf(skipped)("two thousand findings", () => {
  test("are filtered in no more steps than there are findings", async () => {
    const many = Array.from({ length: 2000 }, (_, index) => finding(index % 2 === 0 ? missingTimeout : floating, { line: index + 1, endLine: index + 1 }, `src/${String(index % 50)}.ts`));
    const page = await opened(reportOf(many));
    expect(await page.locator("article").count()).toBe(2000);
    await page.fill("#search", "src/7.ts:8:");
    expect(await shown(page)).toHaveLength(1);
    await page.keyboard.press("Escape");
    await page.click("button[type=reset]");
    expect(await shown(page)).toHaveLength(2000);
    await page.evaluate(() => (location.hash = "#finding-1990"));
    await page.waitForFunction(() => document.activeElement?.id === "finding-1990");
    await page.keyboard.press("j");
    expect(await focused(page)).toBe("finding-1991");
  });
});
