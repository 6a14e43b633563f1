// What our rules add to parsing and traversing, on files nobody wrote for us.
import { performance } from "node:perf_hooks";
import { kiloLines } from "./corpus.mjs";
import { bestOf, configOf, recommended, timeOf } from "./lint.mjs";

/** @typedef {import("./corpus.mjs").Source} Source */

/** The compiler of JavaScript needs a while to believe that a function is hot. */
const warmUp = 20;

/**
 * Time with rules over time without, in the time allowed; each set of rules is paired with no rules on every file.
 *
 * @param {readonly Source[]} sources
 * @param {readonly import("eslint").Linter.Config["rules"][]} sets
 * @param {{ milliseconds: number, rounds: number }} allowance
 */
function ratios(sources, sets, { milliseconds, rounds }) {
  const configs = [configOf(), ...sets.map((rules) => configOf(rules))];
  const sums = configs.map(() => 0);
  const end = performance.now() + milliseconds;
  for (const { text, path } of sources.slice(0, warmUp)) for (const config of configs) timeOf(text, path, config);
  const measured = [];
  for (const source of sources) {
    if (performance.now() > end) break;
    const best = bestOf(source.text, source.path, configs, rounds);
    if (best === undefined) continue;
    measured.push(source);
    for (const [index, time] of best.entries()) sums[index] = (sums[index] ?? 0) + time;
  }
  const [without = Number.NaN, ...withRules] = sums;
  return { ratios: withRules.map((time) => time / without), kiloLines: kiloLines(measured), perKiloLine: without / kiloLines(measured) };
}

/** @param {readonly Source[]} sources */
export function recommendedRow(sources) {
  const { ratios: [ratio = Number.NaN], kiloLines, perKiloLine } = ratios(sources, [recommended], { milliseconds: 60_000, rounds: 4 });
  const what = `recommended over parse + traverse, untyped (${kiloLines.toFixed(0)} kLOC, ${perKiloLine.toFixed(0)} ms/kLOC without rules)`;
  return { what, budget: "≤ 1.10 ×", measured: `${ratio.toFixed(3)} ×`, holds: ratio <= 1.1 };
}

/** @param {readonly Source[]} sources */
export function ruleRows(sources) {
  const rules = Object.entries(recommended);
  const { ratios: each, kiloLines } = ratios(sources, rules.map(([name, entry]) => ({ [name]: entry })), { milliseconds: 45_000, rounds: 2 });
  return rules.map(([name], index) => ({
    what: `${name.replace(/^.*\//, "")} alone (${kiloLines.toFixed(0)} kLOC)`,
    budget: "",
    measured: `${(each[index] ?? Number.NaN).toFixed(3)} ×`,
    holds: undefined,
  }));
}
