import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import plugin from "../../src/plugin.js";
import { clientProject, remove, root, write } from "./client-project.js";
import { LanguageClient } from "./language-client.js";
import { oxlint, oxlintConfig, oxlintFindings } from "./oxlint.js";
import { samples } from "./samples.mjs";

const projects: string[] = [];
afterAll(() => projects.forEach(remove));

function projectWith(files: Readonly<Record<string, string>>, config = oxlintConfig): string {
  const folder = clientProject({ ".oxlintrc.json": config, ...files });
  projects.push(folder);
  return folder;
}

/** `file:line rule` of each finding. */
function found(folder: string, ...options: readonly string[]): string[] {
  return oxlintFindings(folder, ...options).map(({ path, line, rule }) => `${path}:${line} ${rule}`);
}

describe("oxlint", () => {
  const all = samples().flatMap((sample, index) => ["js", "ts"].map((extension) => ({ ...sample, path: `src/${index}.${extension}` })));
  const files = Object.fromEntries(all.map(({ path, code }) => [path, code]));

  test("finds what ESLint finds", () => {
    expect(found(projectWith(files))).toEqual(expect.arrayContaining(all.map(({ path, line, rule }) => `${path}:${line} ${rule}`)));
  });
  test.each([
    ["--fix", all.filter(({ suggestion }) => suggestion === undefined)],
    ["--fix-suggestions", all.filter(({ suggestion }) => suggestion !== undefined)],
  ])("%s applies what the menu of an editor applies", (option, some) => {
    const folder = projectWith(Object.fromEntries(some.map(({ path, code }) => [path, code])));
    found(folder, option);
    expect(some.map(({ path }) => readFileSync(join(folder, path), "utf8"))).toEqual(some.map(({ repaired }) => repaired));
    expect(found(folder).filter((one) => some.some(({ path, rule }) => one.startsWith(`${path}:`) && one.endsWith(` ${rule}`)))).toEqual([]);
  });
  test.each(["oxlint", "eslint"])("heeds %s-disable comments", (linter) => {
    const [sample] = all.filter(({ rule }) => rule === "require-timeout");
    const silenced = `// ${linter}-disable-next-line concurrency-review/require-timeout -- the platform ends it\n${sample?.code ?? ""}`;
    expect(found(projectWith({ "src/a.js": silenced, "src/b.js": sample?.code ?? "" }))).toEqual(["src/b.js:1 require-timeout"]);
  });
  test.each([
    ["src/a.vue", "<script>\n", "</script>\n<template><p /></template>\n"],
    ["src/a.svelte", "<script>\n", "</script>\n<p></p>\n"],
    ["src/a.astro", "---\n", "---\n<p></p>\n"],
  ])("looks at the script of %s", (path, before, after) => {
    const folder = projectWith({ [path]: `${before}export const get = async (url) => await fetch(url);\n${after}` });
    expect(found(folder)).toEqual([`${path}:2 require-timeout`]);
  });
  test("knows no types", () => {
    const folder = projectWith({
      "src/save.ts": "export async function save(): Promise<void> {\n  throw new Error();\n}\n",
      "src/a.ts": 'import { save } from "./save.js";\n\nsave();\n',
      "tsconfig.json": "{}",
    });
    expect(found(folder)).toEqual([]);
  });
});

test("the configuration that docs/oxlint.md writes holds the rules of `recommended`, and none in test files", () => {
  const page = readFileSync(join(root, "docs/oxlint.md"), "utf8");
  const [, script] = /<<'END'\n([^]*?)END\n/.exec(page) ?? [];
  const folder = projectWith({});
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module"], { cwd: folder, input: script ?? "", encoding: "utf8", timeout: 10_000 });
  expect(stderr).toBe("");
  const code = "export const get = async (url) => await fetch(url);\n";
  write(folder, { ".oxlintrc.json": stdout, "src/get.js": code, "src/get.test.js": code, "src/test/get.js": code });
  expect(found(folder)).toEqual(["src/get.js:1 require-timeout"]);
  expect(Object.keys((JSON.parse(stdout) as { rules: object }).rules)).toEqual(Object.keys(plugin.configs.recommended[0]?.rules ?? {}));
});

test("oxlint's language server shows a finding and applies its suggestion", async () => {
  const [sample] = samples().filter(({ rule }) => rule === "require-timeout");
  const client = new LanguageClient([oxlint, "--lsp"], projectWith({ "src/a.js": sample?.code ?? "" }), { run: "onType" });
  await client.start();
  const uri = client.open("src/a.js", "javascript", sample?.code ?? "");
  let diagnostics = await client.diagnostics(uri);
  // it answers with nothing until it has read its configuration
  for (let attempt = 0; attempt < 100 && diagnostics.length === 0; attempt++) {
    await new Promise((resume) => setTimeout(resume, 100));
    diagnostics = await client.diagnostics(uri);
  }
  const [finding] = diagnostics;
  const [action] = finding ? await client.actions(uri, finding) : [];
  if (action) await client.run(action);
  expect(finding?.codeDescription).toBeUndefined();
  expect(client.textOf(uri)).toBe(sample?.repaired);
  expect(await client.diagnostics(uri)).toEqual([]);
  await client.stop();
});
