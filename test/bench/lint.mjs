// Linting in this process, with our rules, with others, or with none.
import { createRequire } from "node:module";
import { Linter } from "eslint";
import parser from "@typescript-eslint/parser";
import plugin from "eslint-plugin-concurrency-review";

/** @typedef {import("eslint").Linter.Config} Config */

export const recommended = /** @type {NonNullable<Config["rules"]>} */ (plugin.configs.recommended[0]?.rules);

/**
 * @param {Config["rules"]} rules
 * @param {import("typescript").Program} [program]
 * @param {NonNullable<Config["plugins"]>} [plugins] beside our own
 * @returns {Config[]}
 */
export function configOf(rules = {}, program = undefined, plugins = {}) {
  return [
    {
      files: ["**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}"],
      plugins: { ...plugins, "concurrency-review": plugin },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, programs: program ? [program] : null } },
      rules,
    },
  ];
}

const linter = new Linter({ cwd: "/" });
/** What `ESLint` itself hands to its linter. A plain list would be checked anew for every file, which users do not pay for. */
const { FlatConfigArray } = createRequire(createRequire(import.meta.url).resolve("eslint"))("./config/flat-config-array.js");
/** @type {WeakMap<Config[], Config[]>} */
const resolved = new WeakMap();

/** @param {Config[]} config @returns {Config[]} */
function once(config) {
  const known = resolved.get(config);
  if (known !== undefined) return known;
  const made = new FlatConfigArray(config, { basePath: "/" });
  made.normalizeSync();
  resolved.set(config, made);
  return made;
}

/**
 * Lints once.
 *
 * @param {string} text
 * @param {string} path
 * @param {Config[]} config
 * @returns {number} milliseconds of the processor, which others on the machine cannot lengthen; `NaN` where the file does not parse
 */
export function timeOf(text, path, config) {
  const settled = once(config);
  const start = process.cpuUsage();
  const messages = linter.verify(text, settled, { filename: lintable(path) });
  const { user, system } = process.cpuUsage(start);
  if (messages.some(({ fatal }) => fatal)) return Number.NaN;
  // nothing is quicker than a file that ESLint ignores
  if (linter.getSourceCode()?.lines.length !== text.split(/\r\n|[\r\n\u2028\u2029]/).length) throw new Error(`${path} was not linted.`);
  return (user + system) / 1_000;
}

/** ESLint looks at nothing inside of `node_modules`. @param {string} path */
function lintable(path) {
  return path.replaceAll("node_modules", "modules");
}

/**
 * Best times of several configurations on one text, taken in turns so that the machine's moods hit all alike.
 *
 * @param {string} text
 * @param {string} path
 * @param {readonly Config[][]} configs
 * @param {number} rounds
 */
export function bestOf(text, path, configs, rounds) {
  const best = configs.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < configs.length; turn++) {
      const which = (turn + round) % configs.length;
      const time = timeOf(text, path, configs[which] ?? []);
      if (Number.isNaN(time)) return undefined;
      best[which] = Math.min(best[which] ?? Infinity, time);
    }
  }
  return best;
}

/** The time that rules took in one linting, as ESLint counts it. @param {string} text @param {string} path @param {Config[]} config */
export function ruleTimesOf(text, path, config) {
  linter.verifyAndFix(text, once(config), /** @type {import("eslint").Linter.FixOptions} */ ({ filename: path, fix: false, stats: true }));
  const [pass] = linter.getTimes().passes;
  return Object.values(pass?.rules ?? {}).reduce((sum, { total }) => sum + total, 0);
}
