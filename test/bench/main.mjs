// The budgets in one run: ratios, never times, so that any machine can judge. `--corpus DIR` measures on real code.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { kiloLines, sourcesIn, sourcesOfPackages } from "./corpus.mjs";
import { growthRow, keystrokeRows } from "./growth.mjs";
import { sizeRows } from "./sizes.mjs";
import { startupRows } from "./startup.mjs";
import { typedRow } from "./typed.mjs";
import { recommendedRow, ruleRows } from "./untyped.mjs";

/** @typedef {{ what: string, budget: string, measured: string, holds: boolean | undefined }} Row */

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({ options: { corpus: { type: "string" } } });
const corpus = values.corpus === undefined ? undefined : resolve(values.corpus);
const sources = corpus === undefined ? sourcesOfPackages(join(root, "node_modules")) : sourcesIn(corpus);
/** Without a corpus that has types, this repository is one. */
const typed = corpus !== undefined && existsSync(join(corpus, "tsconfig.json")) ? corpus : root;

console.error(`${sources.length} files, ${kiloLines(sources).toFixed(0)} kLOC; what does not fit into five minutes is left out.`);

/** @type {Row[]} */
const rows = [];
for (const measure of [
  () => [recommendedRow(sources)],
  () => ruleRows(sources),
  () => [typedRow(typed, typed === corpus ? sources : ["src", "rules"].flatMap((part) => sourcesIn(join(root, part))))],
  () => [growthRow(), ...keystrokeRows(sources)],
  () => startupRows(root),
  () => sizeRows(root),
]) {
  const start = performance.now();
  const found = measure();
  rows.push(...found);
  console.error(`${found.length} rows in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
}
print(rows);

/** @param {readonly Row[]} rows */
function print(rows) {
  const cells = [["what", "budget", "measured", "holds"], ...rows.map(({ what, budget, measured, holds }) => [what, budget, measured, verdict(holds)])];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  console.log(lines.join("\n"));
}

/** @param {boolean | undefined} holds */
function verdict(holds) {
  return holds === undefined ? "" : holds ? "yes" : "NO";
}
