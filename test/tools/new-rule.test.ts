import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../architecture/tree.js";

const name = "no-example-calls";
// beside node_modules, so that everything the house needs resolves
const copy = join(root, ".cache", "new-rule");
const parts = [
  "package.json", "tsconfig.json", "tsconfig.test.json", "eslint.config.js", "vitest.config.ts", ".eslint-doc-generatorrc.js",
  "src", "rules", "tools", "docs/rules", "test/harness", "test/architecture", "test/rules", "test/rules.test.ts",
];
const written = [
  `rules/${name}.ts`, `test/rules/${name}.md`, `docs/rules/${name}.md`,
  `src/review/templates/en/${name}.md`, `src/review/templates/zh-CN/${name}.md`,
];

function run(command: string, ...args: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined } });
  return { code: status, output: stdout + stderr };
}

const tool = (path: string): string => join(root, "node_modules", path);

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true });
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  writeFileSync(join(copy, "README.md"), "<!-- begin auto-generated rules list -->\n<!-- end auto-generated rules list -->\n");
  expect(run(process.execPath, "tools/new-rule.mjs", name)).toMatchObject({ code: 0 });
});

describe("npm run new-rule", { timeout: 240_000 }, () => {
  test("writes six files", () => {
    expect(written.filter((path) => !existsSync(join(copy, path)))).toEqual([]);
    expect(readFileSync(join(copy, "rules/index.ts"), "utf8")).toContain('import noExampleCalls from "./no-example-calls.js";');
  });
  test("what it wrote builds", () => {
    const { output } = run(process.execPath, "tools/build.mjs");
    expect(output.split("\n").filter((line) => line.startsWith("rules/no-example-calls") || line.startsWith("rules/index"))).toEqual([]);
    expect(readFileSync(join(copy, "dist/plugin.js"), "utf8").includes(`"name": "${name}"`)).toBe(true);
  });
  test("what it wrote passes the linter", () => {
    expect(run(process.execPath, tool("eslint/bin/eslint.js"), `rules/${name}.ts`, "rules/index.ts")).toEqual({ code: 0, output: "" });
  });
  test("its cases, its page's examples and the tests of the house pass", () => {
    const { code, output } = run(process.execPath, tool("vitest/vitest.mjs"), "run", "test/rules.test.ts", "test/architecture/rules.test.ts", "-t", name);
    expect(output).toMatch(/Tests.* (1[0-9]|2[0-9]) passed/);
    expect(code).toBe(0);
  });
  test("the generator has nothing to add to its page", () => {
    const page = readFileSync(join(copy, `docs/rules/${name}.md`), "utf8");
    expect(run(process.execPath, tool("eslint-doc-generator/dist/bin/eslint-doc-generator.js"))).toMatchObject({ code: 0 });
    expect(readFileSync(join(copy, `docs/rules/${name}.md`), "utf8")).toBe(page);
    expect(readFileSync(join(copy, "README.md"), "utf8")).toContain(`docs/rules/${name}.md`);
  });
  test("it refuses a name that is taken or no name for a rule", () => {
    expect(run(process.execPath, "tools/new-rule.mjs", name)).toEqual({ code: 2, output: `There is a rule ${name} already.\n` });
    expect(run(process.execPath, "tools/new-rule.mjs", "../x")).toMatchObject({ code: 2 });
    expect(run(process.execPath, "tools/new-rule.mjs")).toMatchObject({ code: 2 });
  });
});
