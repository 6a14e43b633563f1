import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./architecture/tree.js";

const folder = mkdtempSync(join(tmpdir(), "packed-"));
const name = "eslint-plugin-concurrency-review";

/** What a user writes, in a file that his Node runs: prints what ESLint says of one line. */
const script = `
import { ESLint } from "eslint";
import review from "${name}";
const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [...review.configs.recommended] });
const [result] = await eslint.lintText("export const user = await fetch('/user');", { filePath: "user.js" });
console.log(JSON.stringify({ version: ESLint.version, said: result.messages.map(({ ruleId, messageId }) => ruleId + "/" + messageId) }));
`;

beforeAll(() => {
  const tarball = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: root, encoding: "utf8" }).trim();
  execFileSync("tar", ["-xzf", join(folder, tarball), "-C", folder]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A project with the unpacked package and one ESLint, and nothing that the package does not ask for. */
function projectWith(eslint: string, files: Readonly<Record<string, string>>): string {
  const project = mkdtempSync(join(folder, "with-"));
  const modules = join(project, "node_modules");
  cpSync(join(folder, "package"), join(modules, name), { recursive: true });
  for (const [as, from] of [["eslint", eslint], ["@eslint-community/eslint-utils", "@eslint-community/eslint-utils"], ["diff", "diff"], ["js-tokens", "js-tokens"]] as const) {
    mkdirSync(dirname(join(modules, as)), { recursive: true });
    symlinkSync(join(root, "node_modules", from), join(modules, as), "dir");
  }
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  return project;
}

describe("the packed plugin", () => {
  test.each([
    ["eslint-9.0", "9.0.0"],
    ["eslint", "10."],
  ])("runs under %s", (eslint, version) => {
    const output = execFileSync(process.execPath, ["run.js"], { cwd: projectWith(eslint, { "run.js": script }), encoding: "utf8" });
    const { version: ran, said } = JSON.parse(output) as { version: string; said: string[] };
    expect(ran.startsWith(version)).toBe(true);
    expect(said).toContain("concurrency-review/require-timeout/missingTimeout");
  });
  test("is one file, which imports nothing but what Node brings", () => {
    const { exports } = JSON.parse(readFileSync(join(folder, "package/package.json"), "utf8")) as { exports: { ".": { default: string } } };
    const code = readFileSync(join(folder, "package", exports["."].default), "utf8");
    const modules = Array.from(code.matchAll(/^(?:import|export)\b[^"';]*["']([^"']+)["'];$/gm), ([, module]) => module);
    expect(modules).toContain("node:module");
    expect(modules.filter((module) => !module?.startsWith("node:"))).toEqual([]);
    expect(code).not.toMatch(/\bimport\(["'.]/);
  });
  test("is known to the packed command, which has modules of its own, whatever the configuration calls it", () => {
    const project = projectWith("eslint", {
      "eslint.config.js": `import review from "${name}";\nexport default [{ plugins: { mine: review }, rules: { "mine/require-timeout": "warn" } }];`,
      "user.js": "export const user = await fetch('/user');",
    });
    const command = [join(project, "node_modules", name, "dist/src/cli/main.js"), "user.js", "--format", "json", "--fail-on", "never"];
    const output = execFileSync(process.execPath, command, { cwd: project, encoding: "utf8" });
    // a warning: without the configuration, it would be an error
    expect(JSON.parse(output)).toMatchObject({ findings: [{ rule: "require-timeout", severity: "warning" }] });
  });
});
