import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ESLint, type Linter } from "eslint";
import tseslint from "typescript-eslint";
import { afterAll, beforeAll, expect, test } from "vitest";
import plugin from "../../src/plugin.js";
import { blocksOf } from "../harness/markdown.js";
import { clientProject, remove, root } from "./client-project.js";

/** What the page compares with, as a project switches it on. */
const others = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "require-atomic-updates": "error",
  "no-await-in-loop": "error",
  "promise/catch-or-return": "error",
  "promise/no-multiple-resolved": "error",
} as const;

/** What the page switches on beside `recommended`. */
const ofStrict = {
  "concurrency-review/no-check-then-act": "error",
  "concurrency-review/require-settlement": ["error", { checks: { neverSettles: true } }],
} as const satisfies Linter.RulesRecord;

const promise = createRequire(import.meta.url)("eslint-plugin-promise") as ESLint.Plugin;
const claim = /(?<=\S) \/\/ (.*)$/gm;
const examples = blocksOf(readFileSync(join(root, "docs/migration.md"), "utf8"))
  .filter(({ language }) => language === "ts")
  .map(({ line, code }, index) => ({ line, code, path: `src/${index}.ts` }));

const project = clientProject(
  {
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, target: "ES2024", module: "NodeNext", moduleDetection: "force", lib: ["ES2024", "DOM"], types: ["node"], noEmit: true } }),
    "src/env.d.ts": readFileSync(join(root, "test/harness/env.d.ts"), "utf8"),
    // a comment may be a reason to be silent, so these are taken out
    ...Object.fromEntries(examples.map(({ path, code }) => [path, code.replace(claim, "")])),
  },
  ["@types", "undici-types"],
);
afterAll(() => remove(project));

let results: ESLint.LintResult[] = [];
beforeAll(async () => {
  const config: Linter.Config[] = [
    { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: project } } },
    { plugins: { "@typescript-eslint": tseslint.plugin, promise }, rules: others },
    ...plugin.configs.recommended,
    { rules: ofStrict },
  ];
  results = await new ESLint({ cwd: project, overrideConfigFile: true, overrideConfig: config }).lintFiles(examples.map(({ path }) => path));
});

/** `line: rule, rule` of what the comments at the ends of the lines say, or of what was found. */
function listed(names: readonly (readonly [line: number, name: string])[]): string[] {
  const lines = [...new Set(names.map(([line]) => line))].toSorted((a, b) => a - b);
  return lines.map((line) => `${line}: ${names.flatMap(([at, name]) => (at === line ? [name.replace(/^(?:@typescript-eslint|concurrency-review)\//, "")] : [])).toSorted().join(", ")}`);
}

test.each(examples)("docs/migration.md:$line", ({ code, path }) => {
  const claims = code.split("\n").flatMap((text, index) => Array.from(text.matchAll(claim), ([, names = ""]) => names.split(", ").map((name) => [index + 1, name] as const)).flat());
  const messages = results.find(({ filePath }) => filePath === join(project, path))?.messages ?? [];
  expect(listed(messages.map(({ line, ruleId, message }) => [line, ruleId ?? message]))).toEqual(listed(claims));
});
