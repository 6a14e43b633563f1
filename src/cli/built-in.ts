import { dirname, extname } from "node:path";
import type { ESLint, Linter } from "eslint";
import type ours from "../plugin.js";
import type { LintMessage, LintResult, RuleMeta, RulesMeta } from "../review/index.js";
import type { Preset } from "./args.js";
import { type Engine, typescriptParserFor } from "./engine.js";
import { problemOf } from "./lint-error.js";
import { fileAbove, javascript, typescript } from "./targets.js";

/** A linted file; its text is there where it has messages. */
export interface LintedFile extends LintResult {
  readonly messages: readonly (LintMessage & { readonly fatal?: boolean | undefined })[];
  readonly source?: string | undefined;
}

/** The results of linting, and what their rule ids mean. */
export interface Linted {
  readonly results: readonly LintedFile[];
  readonly rulesMeta: RulesMeta;
  /** Files that are not as they were when they were linted, absolute. */
  readonly changed?: ReadonlySet<string> | undefined;
  /** Lints another text of a file as the file was linted; absent where there is no ESLint at hand. */
  readonly relint?: ((filePath: string, text: string) => Promise<LintedFile | undefined>) | undefined;
  /** The ids of the rules that were on; `undefined` where that is not known. */
  readonly on?: ReadonlySet<string>;
}

interface SetUp {
  readonly typed: boolean;
  readonly sourceType: "module" | "commonjs";
}

/**
 * Lints files with a preset and nothing else, whatever the project configures: typed where a `tsconfig.json` covers the
 * file, and as CommonJS where a file is not a module.
 *
 * @throws {Problem} for TypeScript without a parser
 */
export async function lintBuiltIn(
  engine: Engine,
  root: string,
  files: readonly string[],
  preset: Preset,
): Promise<Linted> {
  const parser = files.some(isTypeScript) ? typescriptParserFor(root, engine) : undefined;
  // loaded only here: a project that configures the plugin brings its own
  const { default: plugin } = await import("../plugin.js");
  const eslintWith = (setUp: SetUp): ESLint => eslintFor(engine, root, configOf(root, parser, plugin.configs[preset], setUp));
  const modules = eslintWith({ typed: files.some(isCovered), sourceType: "module" });
  const scripts = eslintWith({ typed: false, sourceType: "commonjs" });
  const first = await lintOnce(modules, files);
  const second = new Map((await lintOnce(scripts, first.filter(isUnparsed).map(({ filePath }) => filePath))).map((result) => [result.filePath, result]));
  const results = first.map((result) => better(result, second.get(result.filePath)));
  return {
    results,
    rulesMeta: rulesMetaOf(plugin, "concurrency-review"),
    on: new Set(plugin.configs[preset].flatMap(rulesOn)),
    relint: async (filePath, text) => (await (second.has(filePath) ? scripts : modules).lintText(text, { filePath }))[0],
  };
}

/** The ids of the rules that a configuration switches on. */
export function rulesOn({ rules = {} }: { readonly rules?: unknown }): string[] {
  return Object.entries(rules as Readonly<Record<string, unknown>>).flatMap(([id, setting]) => {
    const severity: unknown = Array.isArray(setting) ? setting[0] : setting;
    return severity === 0 || severity === "off" ? [] : [id];
  });
}

/** The metadata of a plugin's rules, by rule id. */
export function rulesMetaOf(plugin: ESLint.Plugin, namespace: string): Record<string, RuleMeta> {
  return Object.fromEntries(
    Object.entries(plugin.rules ?? {}).map(([name, rule]) => [`${namespace}/${name}`, (rule.meta ?? {}) as RuleMeta]),
  );
}

/** Whether ESLint could not read a file. */
export function isUnparsed(result: Pick<LintedFile, "messages">): boolean {
  return result.messages.some(({ fatal }) => fatal === true);
}

/** The second reading, where it succeeded; of two failures on TypeScript the second, which no project set-up is to blame for. */
function better(first: ESLint.LintResult, second: ESLint.LintResult | undefined): ESLint.LintResult {
  if (second === undefined) return first;
  return isUnparsed(second) && !isTypeScript(first.filePath) ? first : second;
}

function eslintFor(engine: Engine, root: string, config: Linter.Config[]): ESLint {
  return new engine.ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: config,
    // a comment in the code may switch on rules of its own, some of which are not here
    ruleFilter: ({ ruleId }: { ruleId: string }) => ruleId.startsWith("concurrency-review/"),
    warnIgnored: false,
    errorOnUnmatchedPattern: false,
  });
}

async function lintOnce(eslint: ESLint, files: readonly string[]): Promise<ESLint.LintResult[]> {
  if (files.length === 0) return [];
  try {
    return await eslint.lintFiles([...files]);
  } catch (error) {
    throw problemOf(error, undefined);
  }
}

function configOf(
  root: string,
  parser: Linter.Parser | undefined,
  rules: (typeof ours)["configs"][Preset],
  { typed, sourceType }: SetUp,
): Linter.Config[] {
  const parserOptions = { ecmaFeatures: { jsx: true } };
  return [
    { files: patterns(javascript), languageOptions: { ecmaVersion: "latest", sourceType, parserOptions } },
    { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
    ...(parser === undefined
      ? []
      : [
          {
            files: patterns(typescript),
            languageOptions: { parser, parserOptions: typed ? { projectService: true, tsconfigRootDir: root } : {} },
          },
        ]),
    ...rules,
    { linterOptions: { reportUnusedDisableDirectives: false } },
  ];
}

function patterns(extensions: readonly string[]): string[] {
  return extensions.map((extension) => `**/*${extension}`);
}

function isTypeScript(path: string): boolean {
  return (typescript as readonly string[]).includes(extname(path));
}

function isCovered(path: string): boolean {
  return isTypeScript(path) && fileAbove(dirname(path), ["tsconfig.json"]) !== undefined;
}
