import { existsSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import type { ESLint } from "eslint";
import type { RuleMeta } from "../review/index.js";
import { type Linted, rulesMetaOf, rulesOn } from "./built-in.js";
import type { Engine } from "./engine.js";
import { problemOf } from "./lint-error.js";
import { Problem } from "./problem.js";
import { fileAbove, javascript, type Project, typescript } from "./targets.js";

const configNames = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `eslint.config.${extension}`);
const packageName = "eslint-plugin-concurrency-review";
const namespace = "concurrency-review";

/**
 * Lints with the project's own ESLint configuration, running this plugin's rules alone.
 *
 * @param config a configuration file that takes the place of the project's own
 * @returns `undefined` where the project has no configuration, or one that does not load the plugin
 * @throws {Problem} where the configuration does not load, or `config` does not load the plugin
 */
export async function lintConfigured(
  engine: Engine,
  project: Project,
  config: string | undefined,
  cwd: string,
): Promise<Linted | undefined> {
  const file = config === undefined ? configOf(project) : resolve(cwd, config);
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new Problem(`There is no configuration file ${config ?? file}; --config takes the path of an ESLint configuration.`);
  const options: ESLint.Options = { cwd: project.root, ...(config === undefined ? {} : { overrideConfigFile: file }) };
  try {
    const ours = await rulesOfPlugin(new engine.ESLint(options), project);
    if (ours !== undefined) return await lintWith(eslintOf(engine, options, project, ours.rulesMeta), project, ours);
  } catch (error) {
    throw problemOf(error, config ?? file);
  }
  if (config === undefined) return undefined;
  throw new Problem(`${config} does not load ${packageName}; add ...review.configs.recommended to it, or give --preset recommended.`);
}

function configOf({ root, targets }: Project): string | undefined {
  const folders = new Set(targets.flatMap(({ files }) => files.map((file) => dirname(file))));
  for (const folder of [root, ...folders]) {
    const found = fileAbove(folder, configNames);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Looks at the configuration of one file a folder and extension, since a plugin may be loaded for some files only; and
 * of files that need not exist, since those which are asked for may all be ignored.
 */
async function rulesOfPlugin(eslint: ESLint, { root, targets }: Project): Promise<Required<Pick<Linted, "rulesMeta" | "on">> | undefined> {
  const samples = new Map<string, string>([...javascript, ...typescript].map((extension) => [extension, join(root, `sample${extension}`)]));
  for (const file of targets.flatMap(({ files }) => files)) samples.set(dirname(file) + extname(file), file);
  const rulesMeta: Record<string, RuleMeta> = {};
  const on = new Set<string>();
  for (const file of samples.values()) {
    const config = await configFor(eslint, file);
    for (const [key, plugin] of Object.entries(config?.plugins ?? {})) {
      if (isOurs(key, plugin)) Object.assign(rulesMeta, rulesMetaOf(plugin, key));
    }
    for (const id of rulesOn(config ?? {})) on.add(id);
  }
  return Object.keys(rulesMeta).length === 0 ? undefined : { rulesMeta, on };
}

interface Calculated {
  readonly plugins?: Readonly<Record<string, ESLint.Plugin>>;
  readonly rules?: object;
}

async function configFor(eslint: ESLint, file: string): Promise<Calculated | undefined> {
  try {
    return (await eslint.calculateConfigForFile(file)) as Calculated | undefined;
  } catch (error) {
    if ((error as { messageTemplate?: string }).messageTemplate === "config-file-missing") return undefined;
    throw error;
  }
}

function isOurs(key: string, plugin: ESLint.Plugin): boolean {
  const meta = plugin.meta as { name?: string; namespace?: string } | undefined;
  return meta?.name === packageName || meta?.namespace === namespace || key === namespace;
}

async function lintWith(eslint: ESLint, { targets, only }: Project, ours: Pick<Linted, "rulesMeta" | "on">): Promise<Linted> {
  const paths = only ?? targets.map(({ path }) => path);
  // no paths at all would mean all of them
  const results = paths.length === 0 ? [] : await eslint.lintFiles([...paths]);
  return { results, ...ours, relint: async (filePath, text) => (await eslint.lintText(text, { filePath }))[0] };
}

function eslintOf(engine: Engine, options: ESLint.Options, project: Project, rulesMeta: object): ESLint {
  const own: ESLint.Options = {
    ...options,
    ruleFilter: ({ ruleId }: { ruleId: string }) => Object.hasOwn(rulesMeta, ruleId),
    warnIgnored: false,
    errorOnUnmatchedPattern: false,
  };
  return existsSync(join(project.root, "eslint-suppressions.json")) ? withSuppressions(engine, own) : new engine.ESLint(own);
}

/** Versions that do not know bulk suppressions refuse the option. */
function withSuppressions(engine: Engine, options: ESLint.Options): ESLint {
  try {
    return new engine.ESLint({ ...options, applySuppressions: true });
  } catch {
    return new engine.ESLint(options);
  }
}
