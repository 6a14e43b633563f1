import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configWith, projectWith } from "./stand-in.js";
import { folderWith, root } from "./workspace.js";

/** What ESLint's own command prints with one of the formatters. */
function eslint(format: string, key = "concurrency-review", locale = "en"): string {
  const folder = folderWith(projectWith({ "a.js": "// since\ndebugger; slow();\nslow(); // eslint-disable-line\n" }, configWith('{ rules: { "no-debugger": "error" } },', key)));
  const command = [join(root, "node_modules/eslint/bin/eslint.js"), "a.js", "-f", join(root, `dist/src/review/formatters/${format}.js`)];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8", timeout: 50_000, env: { ...process.env, CONCURRENCY_REVIEW_LOCALE: locale } });
  expect(stderr).toBe("");
  return stdout;
}

describe("as a formatter of ESLint", () => {
  test.each([["concurrency-review"], ["mine"]])("json tells our findings and nobody else's, with the plugin as %s", (key) => {
    const { findings, counts } = JSON.parse(eslint("json", key)) as { findings: { rule: string; line: number }[]; counts: object };
    expect(findings.map(({ rule, line }) => `${rule}:${String(line)}`)).toEqual(["require-timeout:2"]);
    expect(counts).toMatchObject({ found: 2, inline: 1, suppressed: 1 });
  });
  test.each([
    ["sarif", '"deletedRegion"'],
    ["codequality", '"check_name": "concurrency-review/require-timeout"'],
    ["rdjson", '"text": "debugger; slow().stop();"'],
    ["annotations", "::error file=a.js,line=2,"],
    ["markdown", "## General assessment"],
    ["html", 'id="finding-1"'],
  ])("%s", (format, expected) => {
    expect(eslint(format)).toContain(expected);
  });
  test("in the locale that the environment names", () => {
    expect(eslint("markdown", "concurrency-review", "zh-CN")).toContain("## 总体评价");
  });
});
