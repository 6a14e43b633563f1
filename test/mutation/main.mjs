// `npm run mutate -- src/analysis/flow/flow.ts`: mutates modules, one a run, and tries each mutant on the untyped cases.
// With a comma between them they share a run, and the first go through all cases that a run begins with: `src/a.ts,src/b.ts`.
// Prints the mutants that no case kills, and puts the counts on record in `scores.json`.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * @typedef {{ mutants: number, killed: number, timeout: number, survived: number, noCoverage: number, equivalent?: number, score: number, commit: string }} Score
 * @typedef {{ fileName: string, status: string, mutatorName: string, replacement: string, location: { start: Position, end: Position } }} Mutant
 * @typedef {{ line: number, column: number }} Position
 */

const root = fileURLToPath(new URL("../../", import.meta.url));
const record = fileURLToPath(new URL("scores.json", import.meta.url));
const { values, positionals } = parseArgs({ options: { force: { type: "boolean", default: false } }, allowPositionals: true });

process.chdir(root);
install();
for (const modules of positionals.map((one) => one.split(","))) {
  const start = performance.now();
  const commit = headNow();
  const mutants = await mutantsOf(modules);
  for (const module of modules) {
    const own = mutants.filter(({ fileName }) => relative(root, fileName).replaceAll("\\", "/") === module);
    for (const mutant of own.filter(({ status }) => status === "Survived" || status === "NoCoverage")) console.log(described(mutant));
    const score = scoreOf(own, commit);
    write(module, score);
    console.log(`${module}: ${JSON.stringify(score)}`);
  }
  console.log(`${((performance.now() - start) / 1_000).toFixed(0)} s`);
}

/** Stryker has a lockfile of its own: who does not mutate does not install it. */
function install() {
  if (existsSync(join(root, "test/mutation/node_modules"))) return;
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund"];
  spawnSync("npm", ["ci", "--prefix", "test/mutation", ...flags], { cwd: root, stdio: "inherit", timeout: 600_000 });
}

/**
 * @param {readonly string[]} modules
 * @returns {Promise<Mutant[]>}
 */
async function mutantsOf(modules) {
  const entry = new URL("node_modules/@stryker-mutator/core/dist/src/index.js", import.meta.url);
  const { Stryker } = await import(entry.href);
  return new Stryker({
    mutate: modules,
    testRunner: "cases",
    plugins: [fileURLToPath(new URL("runner.mjs", import.meta.url))],
    ignorers: ["words-of-rules"],
    buildCommand: "node test/mutation/compile.mjs",
    coverageAnalysis: "perTest",
    incremental: true,
    incrementalFile: `.cache/mutation/${modules.join("+").replaceAll("/", ".").slice(0, 200)}.json`,
    force: values.force,
    concurrency: 1,
    tempDirName: ".cache/stryker",
    ignorePatterns: [".cache", "dist", "coverage", "docs/example"],
    reporters: ["progress-append-only"],
    timeoutMS: 10_000,
    timeoutFactor: 3,
    checkers: [],
    allowConsoleColors: false,
    warnings: { slow: false },
    logLevel: "warn",
  }).runMutationTest();
}

/** @param {Mutant} mutant */
function described({ fileName, status, mutatorName, replacement, location: { start, end } }) {
  const lines = readFileSync(fileName, "utf8").split("\n").slice(start.line - 1, end.line);
  const text = [...lines.slice(0, -1), (lines.at(-1) ?? "").slice(0, end.column - 1)].join("\n").slice(start.column - 1);
  const short = (/** @type {string} */ one) => one.replace(/\s+/g, " ").slice(0, 160);
  return `${start.line}:${start.column} ${status} ${mutatorName}: ${short(text)}  →  ${short(replacement)}`;
}

/** The commit that is tried: the copy is made when a run begins. */
function headNow() {
  return spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8", timeout: 10_000 }).stdout.trim();
}

/**
 * @param {readonly Mutant[]} mutants
 * @param {string} commit
 * @returns {Score}
 */
function scoreOf(mutants, commit) {
  const count = (/** @type {string} */ status) => mutants.filter((mutant) => mutant.status === status).length;
  const [killed, timeout, survived, noCoverage] = [count("Killed"), count("Timeout"), count("Survived"), count("NoCoverage")];
  const all = killed + timeout + survived + noCoverage;
  const score = all === 0 ? 100 : Math.round((1_000 * (killed + timeout)) / all) / 10;
  return { mutants: all, killed, timeout, survived, noCoverage, score, commit };
}

/**
 * @param {string} module
 * @param {Score} score
 */
function write(module, score) {
  /** @type {Record<string, Score>} */
  const scores = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
  const equivalent = scores[module]?.equivalent;
  scores[module] = equivalent === undefined ? score : { ...score, equivalent };
  const lines = Object.keys(scores).sort().map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(scores[key])}`);
  writeFileSync(record, `{\n${lines.join(",\n")}\n}\n`);
}
