import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { configWith, projectWith, standIn } from "./stand-in.js";
import { folderWith, review, root, write } from "./workspace.js";

interface Report {
  readonly version: number;
  readonly findings: readonly Record<string, unknown>[];
  readonly counts: Readonly<Record<string, number>>;
}

function reportOf(folder: string, args: readonly string[]): Report & { readonly code: number | null; readonly stderr: string } {
  const ran = review(folder, [...args, "--format", "json"]);
  return { ...(JSON.parse(ran.stdout) as Report), code: ran.code, stderr: ran.stderr };
}

const floating = "async function work() { await 0; throw new Error(); }\nexport function go() { work(); }\n";

describe("with the project's own configuration", () => {
  test("the findings as data", () => {
    const folder = folderWith(projectWith({ "src/a.js": "// since\nslow();\n" }));
    const { version, findings, counts, code, stderr } = reportOf(folder, ["src"]);
    expect({ code, stderr, version }).toEqual({ code: 1, stderr: "", version: 1 });
    expect(findings).toEqual([
      {
        rule: "require-timeout",
        message: "`slow` waits for what line 1 began.",
        messageId: "late",
        path: "src/a.js",
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: 7,
        severity: "error",
        confidence: "proved",
        concern: "timeouts",
        data: { call: "slow", since: 1 },
        patches: [{ title: "Stop it.", range: [15, 15], text: ".stop()" }],
        evidence: [1, 2],
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      },
    ]);
    expect(counts).toEqual({ found: 1, inline: 1, summary: 0, outside: 0, suppressed: 0 });
  });
  test("the plugin is known by its name, whatever the configuration calls it", () => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n" }, configWith("", "mine")));
    expect(reportOf(folder, ["a.js"]).findings).toMatchObject([{ rule: "require-timeout", path: "a.js" }]);
  });
  test("rules of others do not run", () => {
    const folder = folderWith(projectWith({ "a.js": "debugger;\n" }, configWith('{ rules: { "no-debugger": "error" } },')));
    expect(reportOf(folder, ["a.js"])).toMatchObject({ findings: [], code: 0 });
  });
  test("a configuration without the plugin leaves the built-in set-up", () => {
    const folder = folderWith({ "eslint.config.mjs": "export default [{}];", "a.js": floating });
    expect(reportOf(folder, ["a.js"]).findings).toMatchObject([{ rule: "no-unhandled-rejection" }]);
  });
  test("a preset takes the place of the configuration, broken or not", () => {
    const folder = folderWith({ "eslint.config.mjs": "export default [", "a.js": floating });
    expect(reportOf(folder, ["a.js", "--preset", "recommended"]).findings).toMatchObject([{ rule: "no-unhandled-rejection" }]);
  });
  test("another configuration takes its place as well", () => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n", "off.js": configWith("", "x", "off") }));
    expect(reportOf(folder, ["a.js", "--config", "off.js"]).findings).toEqual([]);
  });
  test("what a comment takes out is counted and not told", () => {
    const code = "// eslint-disable-next-line concurrency-review/require-timeout\nslow();\nslow();\n";
    const folder = folderWith(projectWith({ "a.js": code }));
    const { findings, counts } = reportOf(folder, ["a.js"]);
    expect(findings).toHaveLength(1);
    expect(counts).toEqual({ found: 2, inline: 1, summary: 0, outside: 0, suppressed: 1 });
  });
  test("bulk suppressions are counted in the same way", () => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n" }));
    write(folder, { "eslint-suppressions.json": '{ "a.js": { "concurrency-review/require-timeout": { "count": 1 } } }' });
    expect(reportOf(folder, ["a.js"]).counts).toEqual({ found: 1, inline: 0, summary: 0, outside: 0, suppressed: 1 });
  });
});

describe("with no configuration at all", () => {
  test("modules, CommonJS, JSX and TypeScript", () => {
    const folder = folderWith({
      "a.js": floating,
      "b.cjs": "with ({}) {}\n" + floating.replace("export ", ""),
      "c.jsx": `${floating}export const c = <a>{1}</a>;\n`,
      "d.ts": floating.replace("work()", "work(): Promise<void>"),
      "e.tsx": `${floating}export const e: unknown = <a>{1}</a>;\n`,
      "sloppy.js": "with ({}) {}\n" + floating.replace("export ", ""),
    });
    const { findings, stderr } = reportOf(folder, []);
    expect(stderr).toBe("");
    expect(findings.map(({ path }) => path)).toEqual(["a.js", "b.cjs", "c.jsx", "d.ts", "e.tsx", "sloppy.js"]);
  });
  test("a file outside of the tsconfig is read without types", () => {
    const folder = folderWith({
      "tsconfig.json": '{ "files": ["in.ts"], "compilerOptions": { "strict": true } }',
      "in.ts": floating.replace("work()", "work(): Promise<void>"),
      "out.ts": floating.replace("work()", "work(): Promise<void>"),
    });
    const { findings, stderr } = reportOf(folder, []);
    expect(stderr).toBe("");
    expect(findings.map(({ path }) => path)).toEqual(["in.ts", "out.ts"]);
  });
  test("a file that does not parse is a remark and not a finding", () => {
    const folder = folderWith({ "a.js": "const = 1;\n", "b.ts": "type = ;\n", "c.js": "export {};\n" });
    const { findings, code, stderr } = reportOf(folder, []);
    expect({ findings, code }).toEqual({ findings: [], code: 0 });
    expect(stderr.split("\n").map((line) => line.replace(/:\d+:\d+ .*/, ""))).toEqual(["a.js", "b.ts", ""]);
    expect(stderr).toContain("cannot be parsed, and was left out");
  });
  test("comments that speak of other linters' rules do no harm", () => {
    const folder = folderWith({
      "a.js": "/* eslint some/rule: 2, no-debugger: 2 */\n/* eslint-disable other/rule */\n/* global x */\ndebugger;\n",
      "b.js": "/* eslint concurrency-review/require-timeout: [2, { nonsense: 1 }] */\n// eslint-disable-next-line no-console\n",
    });
    expect(reportOf(folder, [])).toMatchObject({ findings: [], code: 0, stderr: "" });
  });
  test("a path outside of the working directory", () => {
    const folder = folderWith({ "here/a.js": "", "there/package.json": "{}", "there/src/b.js": floating });
    const { findings } = reportOf(join(folder, "here"), ["../there/src"]);
    expect(findings).toMatchObject([{ path: "../there/src/b.js" }]);
  });
  test("a name that looks like a pattern", () => {
    const folder = folderWith({ "app/[id]/(group)/page.js": floating, "app/i/page.js": "" });
    expect(reportOf(folder, ["app/[id]"]).findings).toMatchObject([{ path: "app/[id]/(group)/page.js" }]);
  });
});

describe("exit code", () => {
  test.each([
    ["error", "error", 1],
    ["error", "warning", 1],
    ["error", "never", 0],
    ["warn", "error", 0],
    ["warn", "warning", 1],
  ])("a finding of severity %s, --fail-on %s", (severity, threshold, code) => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n" }, configWith("", "concurrency-review", severity)));
    expect(review(folder, ["a.js", "--fail-on", threshold]).code).toBe(code);
  });
});

describe("output", () => {
  test("Markdown where nobody looks on, without colour", () => {
    const { stdout } = review(folderWith(projectWith({ "a.js": "slow();\n" })), ["a.js"]);
    expect(stdout).toMatch(/^## General assessment\n/);
    expect(review(folderWith(projectWith({ "a.js": "slow();\n" })), ["a.js", "--format", "text"]).stdout).not.toContain("\u001b");
  });
  test("into a file, with nothing on standard output", () => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n" }));
    const { stdout, code } = review(folder, ["a.js", "--output", "review.md"]);
    expect({ stdout, code }).toEqual({ stdout: "", code: 1 });
    expect(readFileSync(join(folder, "review.md"), "utf8")).toMatch(/^## General assessment\n/);
  });
  test("the same findings give the same bytes", () => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n", "b.js": "slow(); slow();\n" }));
    expect(review(folder, ["b.js", "a.js"]).stdout).toBe(review(folder, ["a.js", "b.js"]).stdout);
  });
  test("--help fits one screen", () => {
    const { stdout, code } = review(folderWith({}), ["--help"]);
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
  test("--version", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(review(folderWith({}), ["--version"]).stdout).toBe(`${manifest.version}\n`);
  });
  test("a reader that stops reading is no error", async () => {
    const folder = folderWith(projectWith({ "a.js": "slow();\n".repeat(3000) }));
    const child = spawn(process.execPath, [join(root, "dist/src/cli/main.js"), "a.js", "--format", "text"], { cwd: folder, timeout: 50_000 });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    expect({ stderr, code }).toEqual({ stderr: "", code: 1 });
  });
});

test("the stand-in is found beside the configuration that imports it", () => {
  const folder = folderWith({ "deep/eslint.config.js": configWith(), "deep/stand-in.js": standIn, "deep/package.json": '{ "type": "module" }', "deep/a.js": "slow();\n" });
  expect(reportOf(join(folder, "deep"), ["."]).findings).toHaveLength(1);
  expect(dirname(folder)).not.toBe(folder);
});
