import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { libraries } from "../../src/knowledge/index.js";
import { librariesPage } from "../../tools/libraries-page.mjs";

test("docs/libraries.md says what is known; `npm run docs:libraries` writes it", () => {
  expect(readFileSync(new URL("../../docs/libraries.md", import.meta.url), "utf8")).toBe(librariesPage(libraries));
});
