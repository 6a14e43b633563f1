import { describe, expect, test } from "vitest";
import { configWith, projectWith } from "./stand-in.js";
import { folderWith, review } from "./workspace.js";

const project = projectWith({ "a.js": "slow();\n" }, configWith());

describe("--locale", () => {
  test("zh-CN tells the review in Chinese", () => {
    const { stdout, code } = review(folderWith(project), ["--locale", "zh-CN", "--format", "markdown"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^## 总体评价\n/);
  });
  test("of no templates is an error", () => {
    const { stderr, code } = review(folderWith(project), ["--locale", "fr"]);
    expect({ stderr, code }).toEqual({ code: 2, stderr: '--locale does not know "fr"; it takes en or zh-CN.\n' });
  });
});

describe("--templates", () => {
  test("tells a team's own words", () => {
    const own = { "own/require-timeout.md": "## missingTimeout\n\n### Title\n`{{call}}` needs `limits.http`\n" };
    const { stdout } = review(folderWith({ ...own, "a.mjs": 'export const a = () => fetch("/a");\n' }), ["--templates", "own", "--format", "markdown"]);
    expect(stdout).toContain("### 1. `fetch` needs `limits.http`\n");
  });
  test("with a placeholder that there is none of is an error, told before anything is linted", () => {
    const own = { "own/require-timeout.md": "## missingTimeout\n\n### Title\n`{{cal}}`\n" };
    const { stdout, stderr, code } = review(folderWith({ ...own, "eslint.config.js": "throw new Error('never');" }), ["--templates", "own"]);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toBe("own/require-timeout.md, missingTimeout, Title: there is no placeholder {{cal}} here; did you mean call?\n");
  });
  test("that is not there is an error", () => {
    const { stderr, code } = review(folderWith(project), ["--templates", "none"]);
    expect({ stderr, code }).toEqual({ code: 2, stderr: "none cannot be read: there is no such folder; --templates takes a folder of Markdown files.\n" });
  });
});
