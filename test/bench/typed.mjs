// The rules' own time with types, against two rules that ask the checker about the same code.
import { dirname, join } from "node:path";
import ts from "typescript";
import tseslint from "typescript-eslint";
import { kiloLines } from "./corpus.mjs";
import { configOf, recommended, ruleTimesOf } from "./lint.mjs";

const theirs = /** @type {const} */ ({ "@typescript-eslint/no-floating-promises": "error", "@typescript-eslint/no-misused-promises": "error" });
const plugins = /** @type {Record<string, import("eslint").ESLint.Plugin>} */ ({ "@typescript-eslint": tseslint.plugin });

/**
 * @param {string} folder with a `tsconfig.json`
 * @param {readonly import("./corpus.mjs").Source[]} sources
 */
export function typedRow(folder, sources) {
  const config = join(folder, "tsconfig.json");
  const parsed = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, dirname(config));
  const names = new Set(parsed.fileNames.map((name) => ts.sys.resolvePath(name)));
  const sample = sources.filter(({ path }) => names.has(ts.sys.resolvePath(path))).slice(0, 60);
  let old = ts.createProgram(parsed.fileNames, parsed.options);
  // each side starts with a checker that knows nothing, and each goes first once
  const [ours, others] = [[recommended, theirs], [theirs, recommended]].reduce(([ours, others], [first, second]) => {
    const times = new Map([first, second].map((rules) => {
      old = ts.createProgram(parsed.fileNames, parsed.options, undefined, old);
      return [rules, ownTime(sample, rules, fresh(parsed, old))];
    }));
    return [Math.min(ours, times.get(recommended) ?? Infinity), Math.min(others, times.get(theirs) ?? Infinity)];
  }, [Infinity, Infinity]);
  return row(kiloLines(sample), ours ?? Number.NaN, others ?? Number.NaN);
}

/** A program whose checker is new; the parsed files are shared. @param {ts.ParsedCommandLine} parsed @param {ts.Program} old */
function fresh(parsed, old) {
  const host = ts.createCompilerHost(parsed.options);
  return ts.createProgram(parsed.fileNames, parsed.options, { ...host, getSourceFile: (name) => old.getSourceFile(name) });
}

/** @param {readonly import("./corpus.mjs").Source[]} sample @param {import("eslint").Linter.Config["rules"]} rules @param {ts.Program} program */
function ownTime(sample, rules, program) {
  const config = configOf(rules, program, plugins);
  return sample.reduce((sum, { text, path }) => sum + ruleTimesOf(text, path, config), 0);
}

/** @param {number} size @param {number} ours @param {number} others */
function row(size, ours, others) {
  const what = `rules' own time, typed, over no-floating-promises + no-misused-promises (${size.toFixed(0)} kLOC, ${ours.toFixed(0)} ms over ${others.toFixed(0)} ms)`;
  return { what, budget: "≤ 1 ×", measured: `${(ours / others).toFixed(2)} ×`, holds: ours > 0 && ours <= others };
}
