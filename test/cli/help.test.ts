import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { help, optionNames } from "../../src/cli/args.js";
import { filesIn } from "../architecture/tree.js";
import { root } from "./workspace.js";

const names = optionNames.map((name) => `--${name}`);
const page = readFileSync(join(root, "docs/command.md"), "utf8");
const tests = filesIn("test/cli", ".test.ts").filter((path) => path !== "test/cli/help.test.ts").map((path) => readFileSync(join(root, path), "utf8"));

describe("every option", () => {
  test.each(names)("%s is in the help, has a heading in docs/command.md, and is tested", (name) => {
    const whole = new RegExp(`${name}(?![\\w-])`);
    expect(help).toMatch(whole);
    expect(page.split("\n").filter((line) => line.startsWith("### ") && whole.test(line))).toHaveLength(1);
    expect(tests.some((text) => whole.test(text))).toBe(true);
  });
  test("that the page has a heading for is there", () => {
    const headings = page.split("\n").filter((line) => line.startsWith("### ")).join(" ");
    expect([...headings.matchAll(/--[a-z-]+/g)].map(([name]) => name).sort()).toEqual([...names].sort());
  });
  test("that the help lists is there", () => {
    expect(new Set([...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name ?? ""))).toEqual(new Set([...names.filter((name) => name !== "--version")]));
  });
});

test("the help is one screen", () => {
  const lines = help.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test.each(["0", "1", "2", "3"])("exit code %s is in the help and on the page", (code) => {
  expect(help).toMatch(new RegExp(`[:;] ${code} `));
  expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, "m"));
});
