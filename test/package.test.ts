import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
function projectWith(eslint: string): string {
  const project = join(folder, `with-${eslint}`);
  const modules = join(project, "node_modules");
  cpSync(join(folder, "package"), join(modules, name), { recursive: true });
  for (const [as, from] of [["eslint", eslint], ["@eslint-community/eslint-utils", "@eslint-community/eslint-utils"], ["diff", "diff"]] as const) {
    mkdirSync(dirname(join(modules, as)), { recursive: true });
    symlinkSync(join(root, "node_modules", from), join(modules, as), "dir");
  }
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(join(project, "run.js"), script);
  return project;
}

describe("the packed plugin", () => {
  test.each([
    ["eslint-9.0", "9.0.0"],
    ["eslint", "10."],
  ])("runs under %s", (eslint, version) => {
    const output = execFileSync(process.execPath, ["run.js"], { cwd: projectWith(eslint), encoding: "utf8" });
    const { version: ran, said } = JSON.parse(output) as { version: string; said: string[] };
    expect(ran.startsWith(version)).toBe(true);
    expect(said).toContain("concurrency-review/require-timeout/missingTimeout");
  });
});
