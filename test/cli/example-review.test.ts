import { join } from "node:path";
import { expect, test } from "vitest";
import { reviewHere } from "./in-process.js";
import { root } from "./workspace.js";

/** What a reader gets of the example, whole: to be read aloud whenever it changes. */
test.each(["en", "zh-CN"])("the review of the example reads as it did, in %s", async (locale) => {
  const { stdout, stderr } = await reviewHere(join(root, "docs/example"), ["--preset", "strict", "--format", "markdown", "--locale", locale]);
  expect(stderr).toBe("");
  await expect(stdout).toMatchFileSnapshot(join(root, `test/cli/example-review.${locale}.md`));
});
