import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { root } from "./tree.js";

test("the checklist for people has every rule, once and in the order of the rules", () => {
  const page = readFileSync(join(root, "docs", "checklist.md"), "utf8");
  const asked = [...page.matchAll(/\[`([\w-]+)`\]\(rules\/([\w-]+)\.md\)/g)].map(([, name, path]) => [name, path]);
  expect(asked).toEqual(rules.map(({ name }) => [name, name]));
});
