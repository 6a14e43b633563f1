import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { eslintConfig, root } from "./client-project.js";
import { EslintServer } from "./eslint-server.js";
import { halfTyped } from "./half-typed.js";
import type { CodeAction, Diagnostic, LanguageClient } from "./language-client.js";
import { samples } from "./samples.mjs";

type Sample = ReturnType<typeof samples>[number];

const servers: EslintServer[] = [];

async function editorIn(files: Readonly<Record<string, string>>): Promise<LanguageClient> {
  const server = await EslintServer.start(files);
  servers.push(server);
  return server.client;
}

let editor: LanguageClient;

beforeAll(async () => {
  editor = await editorIn({ "eslint.config.js": eslintConfig });
});

afterAll(async () => {
  for (const server of servers) await server.stop();
});

async function found(uri: string, rule: string): Promise<readonly Diagnostic[]> {
  return (await editor.diagnostics(uri)).filter(({ code }) => code === `concurrency-review/${rule}`);
}

/** The finding of a sample, in the file it was opened as. */
async function opened({ rule, code }: Sample, path: string): Promise<{ uri: string; finding: Diagnostic }> {
  const uri = editor.open(path, "javascript", code);
  const [finding, ...more] = await found(uri, rule);
  if (!finding || more.length > 0) throw new Error(`${rule} has ${more.length + (finding ? 1 : 0)} findings.`);
  return { uri, finding };
}

const fixAll = "source.fixAll.eslint";
const messagesOf = (rule: string): Readonly<Record<string, string>> => rules.find(({ name }) => name === rule)?.meta.messages ?? {};

/** What is offered in the menu for a sample's repair. */
function repairIn(actions: readonly CodeAction[], { rule, suggestion }: Sample): CodeAction | undefined {
  const fix = `Fix this concurrency-review/${rule} problem`;
  const [start] = (messagesOf(rule)[suggestion ?? ""] ?? "").split("{{");
  return actions.find(({ title }) => (suggestion === undefined ? title === fix : title.startsWith(start ?? "") && title.endsWith(` (concurrency-review/${rule})`)));
}

test("there is a sample of each rule", () => {
  expect(new Set(samples().map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
});

describe.each(samples())("the editor shows $rule/$messageId", (sample) => {
  const path = `${sample.messageId}.js`;
  test("where it is, with its page", async () => {
    const { uri, finding } = await opened(sample, path);
    editor.close(uri);
    expect(finding).toMatchObject({ severity: 1, codeDescription: { href: expect.stringMatching(new RegExp(`/docs/rules/${sample.rule}\\.md$`)) as string } });
    expect(finding.range.start.line + 1).toBe(sample.line);
  });
  test("and applies its repair, after which it is gone", async () => {
    const { uri, finding } = await opened(sample, path);
    const repair = repairIn(await editor.actions(uri, finding), sample);
    expect(repair).toBeDefined();
    if (repair) await editor.run(repair);
    expect(editor.textOf(uri)).toBe(sample.repaired);
    expect(await found(uri, sample.rule)).toEqual([]);
    editor.close(uri);
  });
  test("and fixes on save what `--fix` would, no suggestions", async () => {
    const { uri, finding } = await opened(sample, path);
    for (const action of await editor.actions(uri, finding, fixAll)) await editor.run(action);
    expect(editor.textOf(uri)).toBe(sample.suggestion === undefined ? sample.repaired : sample.code);
    editor.close(uri);
  });
});

test("of two findings of a rule, each has its own repair", async () => {
  const [one, two] = ["https://api.example.com/a", "https://api.example.com/b"].map((url) => `export const of${url.at(-1)} = await fetch("${url}");\n`);
  const uri = editor.open("two.js", "javascript", `${one}${two}`);
  const [, second] = await found(uri, "require-timeout");
  if (!second) throw new Error("There is no second finding.");
  const [repair] = await editor.actions(uri, second);
  if (repair) await editor.run(repair);
  expect(editor.textOf(uri)).toBe(`${one}${two?.replace(");", ", { signal: AbortSignal.timeout(10_000) });")}`);
});

describe("while a file is typed", () => {
  test.each(["docs/example/src/telemetry-hub.ts", "docs/example/src/s3-upload.ts"])("%s, no rule fails", async (path) => {
    const code = readFileSync(join(root, path), "utf8");
    const uri = editor.open("typed.ts", "typescript", "");
    const states = halfTyped(code);
    let parsed = 0;
    for (const state of states) {
      editor.change(uri, state);
      if ((await editor.diagnostics(uri)).every((diagnostic) => diagnostic.code !== undefined)) parsed++;
      expect({ state, errors: editor.errors }).toEqual({ state, errors: [] });
    }
    // without code that parses no rule has run
    expect(parsed).toBeGreaterThan(states.length / 3);
    editor.change(uri, code);
    expect(await editor.diagnostics(uri)).not.toEqual([]);
    editor.close(uri);
  });
  test("a rule that fails would be heard of", async () => {
    const failing = 'const rules = { fail: { create: () => ({ Program() { throw new Error("no"); } }) } };\nexport default [{ plugins: { a: { rules } }, rules: { "a/fail": "error" } }];\n';
    const other = await editorIn({ "eslint.config.js": failing });
    await other.diagnostics(other.open("a.js", "javascript", "a();\n")).catch(() => []);
    expect(other.errors.join()).toContain("no");
  });
});
