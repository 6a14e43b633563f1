import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { afterAll, expect, test } from "vitest";
import plugin from "../../src/plugin.js";
import { casesOf, type Case } from "../harness/cases.js";
import { claimsIn } from "../harness/claims.js";
import { blocksOf } from "../harness/markdown.js";
import { clientProject, remove, root, write } from "./client-project.js";
import { oxlintConfig, oxlintFindings } from "./oxlint.js";

const project = clientProject({ ".oxlintrc.json": oxlintConfig });
afterAll(() => remove(project));

interface Run {
  readonly folder: string;
  readonly path: string;
  readonly code: string;
  readonly one: Case;
}

/** The cases of all rules that need no types, and neither options nor settings of their own. */
function plainCases(): Run[] {
  const folder = join(root, "test/rules");
  const all = readdirSync(folder).flatMap((name) => casesOf(blocksOf(readFileSync(join(folder, name), "utf8"))));
  return all
    .filter(({ modes, block: { values } }) => modes.includes("untyped") && !values.has("options") && !values.has("settings"))
    .map((one, index) => ({ folder: `src/${index}`, path: `src/${index}/${one.path}`, code: claimsIn(one.block.code, ["review"], /,/).code, one }));
}

const linter = new Linter({ cwd: project });
const files = ["**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}"];
const strict = plugin.configs.strict.slice(0, 1);

function foundByEslint({ path, code, one }: Run): string[] {
  const sourceType = one.block.words.has("script") ? "commonjs" : "module";
  const languageOptions: Linter.LanguageOptions = { parser, sourceType, parserOptions: { ecmaFeatures: { jsx: true } } };
  const config: Linter.Config[] = [{ files, languageOptions, linterOptions: { reportUnusedDisableDirectives: "off" } }, ...strict];
  // a comment for a rule of another linter is a message of ESLint's own
  const ours = linter.verify(code, config, { filename: join(project, path) }).filter(({ ruleId }) => ruleId?.startsWith("concurrency-review/") !== false);
  return ours.map(({ line, message }) => `${line}: ${message}`);
}

test("oxlint finds what ESLint finds, in every case that needs no types", () => {
  const cases = plainCases();
  expect(cases.length).toBeGreaterThan(800);
  for (const { path, code, one, folder } of cases) {
    write(project, { [path]: code, [`${folder}/package.json`]: JSON.stringify({ type: "module", dependencies: {}, ...one.manifest }) });
  }
  const found = oxlintFindings(project);
  const differing = cases.flatMap((run) => {
    const byOxlint = found.filter(({ path }) => path === run.path).map(({ line, message }) => `${line}: ${message}`);
    const byEslint = foundByEslint(run);
    return byOxlint.toSorted().join("\n") === byEslint.toSorted().join("\n") ? [] : [{ code: run.code, byOxlint, byEslint }];
  });
  expect(differing).toEqual([]);
});
