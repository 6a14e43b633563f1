import { createRequire } from "node:module";
import type { ESLint, Linter } from "eslint";
import { rules } from "../rules/index.js";
import type { Rule } from "./rule/define-rule.js";

const { name, version } = createRequire(import.meta.url)("eslint-plugin-concurrency-review/package.json") as {
  name: string;
  version: string;
};

const namespace = "concurrency-review";
const code = "{js,jsx,mjs,cjs,ts,tsx,mts,cts}";
/** With endings: a pattern without them would make ESLint look at snapshots and at `tsconfig.test.json`. */
const testFiles = [`**/*.{test,spec}.${code}`, `**/test.${code}`, `**/test{-,_}{setup,utils,helpers,server}.${code}`, `**/{__tests__,__mocks__,__fixtures__,__e2e__,fixtures,examples,*-tests,test,tests,testing,spec,test-utils,test-helpers,test-support,testHelpers,testUtils,e2e,playground}/**/*.${code}`];
/** Tests of types, after the convention of `tsd` and Vitest: the compiler reads them, and nobody runs them. */
const typeTests = ["**/*.test-d.{ts,tsx,mts,cts}"];
/** What a site generator keeps of the documentation of older versions: its examples are history, and change no more. */
const frozenDocumentation = [`**/versioned_docs/**/*.${code}`];

type Severity = "error" | "warn";

type Configs = {
  /** What a team can switch on today, as errors. */
  readonly recommended: Linter.Config[];
  /** Every check of every rule. */
  readonly strict: Linter.Config[];
  /** `recommended` as warnings, for the editor. */
  readonly editor: Linter.Config[];
};

const plugin = {
  meta: { name, version, namespace },
  rules: Object.fromEntries(rules.map((rule) => [rule.name, rule])) as unknown as NonNullable<ESLint.Plugin["rules"]>,
  configs: {} as Configs,
};

const recommended = rules.filter((rule) => rule.meta.docs.recommended);

plugin.configs = {
  recommended: config("recommended", recommended, (_, severity) => severity, "error"),
  strict: config("strict", rules, strictEntry, "error"),
  editor: config("editor", recommended, (_, severity) => severity, "warn"),
};

function config(
  of: keyof Configs,
  members: readonly Rule[],
  entry: (rule: Rule, severity: Severity) => Linter.RuleEntry,
  severity: Severity,
): Linter.Config[] {
  return [
    {
      name: `${namespace}/${of}`,
      plugins: { [namespace]: plugin },
      rules: Object.fromEntries(members.map((rule) => [`${namespace}/${rule.name}`, entry(rule, severity)])),
    },
    {
      name: `${namespace}/${of}/tests`,
      files: testFiles,
      rules: off(members.filter((rule) => !rule.meta.docs.tests)),
    },
    { name: `${namespace}/${of}/never-run`, files: [...typeTests, ...frozenDocumentation], rules: off(members) },
  ];
}

function off(members: readonly Rule[]): Linter.RulesRecord {
  return Object.fromEntries(members.map((rule) => [`${namespace}/${rule.name}`, "off"]));
}

function strictEntry(rule: Rule, severity: Severity): Linter.RuleEntry {
  const ids = Object.keys(rule.meta.docs.confidence);
  return ids.length < 2 ? severity : [severity, { checks: Object.fromEntries(ids.map((id) => [id, true])) }];
}

export default plugin;
