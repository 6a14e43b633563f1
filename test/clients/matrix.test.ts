import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differencesIn } from "../../tools/matrix/differences.mjs";
import { parsers } from "../../tools/matrix/parsers.mjs";
import { root } from "./client-project.js";
import { samples } from "./samples.mjs";

const [node = ""] = process.versions.node.split(".");

function matrix(...args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "tools/matrix.mjs"), ...args], { cwd: root, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe("npm run matrix", () => {
  test.each(["9.0.0", "10"])("finds the same under ESLint %s with every parser, from the packed plugin", { timeout: 300_000 }, (eslint) => {
    const { code, stdout, stderr } = matrix("--eslint", eslint, "--node", node);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/\| (?:same|–) \|$/gm)).toHaveLength(parsers.length + 1);
  });
  test("refuses what it does not know, with its usage", () => {
    const { code, stderr } = matrix("--typescript", "7");
    expect(code).toBe(2);
    expect(stderr).toMatch(/--typescript[^]*Usage: npm run matrix/);
  });
});

describe("a difference", () => {
  const [espree] = parsers;
  const [sample] = samples();
  if (!espree || !sample) throw new Error("There is nothing to compare.");
  const filePath = join("/project", espree.name, "0.js");
  const found = { ruleId: `concurrency-review/${sample.rule}`, messageId: sample.messageId, line: sample.line, column: 1, severity: 2, message: "" } as const;
  const of = (messages: Parameters<typeof differencesIn>[1][number]["messages"]): string | undefined => differencesIn("/project", [{ filePath, messages }], espree)[0];

  test.each([
    ["a finding that is missing", [], "is not found, but nothing"],
    ["one on another line", [{ ...found, line: 99 }], "on line 99"],
    ["a syntax error", [{ ...found, ruleId: null, message: "Unexpected token" }], "but Unexpected token"],
    ["a missing suggestion", [found], "its repair is another:\nno repair"],
  ])("is %s", (_, messages, says) => {
    expect(of(messages)).toContain(says);
  });
  test("is a file that was left out", () => {
    expect(differencesIn("/project", [], espree)).toHaveLength(samples().length);
  });
});
