// What a mutant is tried on: the untyped cases of the facts and of the rules that can reach the mutated module.
// Runs in a copy of the repository whose sources are compiled beside themselves (`compile.mjs`).
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @typedef {import("../harness/markdown.js").Block} Block
 * @typedef {{ id: string, fileName: string, problems: () => string[] }} Trial one case in one mode; without problems it passes
 * @typedef {{ block: Block, modes: readonly import("../harness/cases.js").Mode[] }} Case
 * @typedef {{ cases: readonly any[], problemsOf: (one: any, mode: any) => string[] }} Sheet
 */

/**
 * Facts come first: theirs are the cases that say most directly what a module gives.
 *
 * @param {string} root
 * @param {readonly string[]} mutated paths of the mutated modules, from the root
 * @returns {Promise<Trial[]>}
 */
export async function trialsFor(root, mutated) {
  const reaching = reachers(root, mutated);
  /** @type {Trial[]} */
  const trials = [];
  for (const path of filesIn(root, "test/analysis", ".test.ts").filter((one) => reaching(one) && existsSync(join(root, one.replace(/test\.ts$/, "md"))))) {
    for (const { name, sheet } of await factSheets(root, path)) trials.push(...trialsOf(name, `test/analysis/${name}.md`, sheet));
  }
  for (const path of filesIn(root, "rules", ".ts").filter((one) => one !== "rules/index.ts" && reaching(one))) {
    for (const [name, sheet] of await ruleSheets(root, path)) trials.push(...trialsOf(name, name, sheet));
  }
  return trials;
}

/**
 * The name of a case says what stands in it, so that the record of an earlier run does not take it for the one that stood there.
 *
 * @param {string} name
 * @param {string} fileName
 * @param {Sheet} sheet
 * @returns {Trial[]}
 */
function trialsOf(name, fileName, sheet) {
  return sheet.cases.flatMap((/** @type {Case} */ one) =>
    one.modes.filter((mode) => mode !== "typed").map((mode) => ({
      id: `${name} › ${one.block.headings.join(" › ")} › ${digest(one)}, ${mode}`,
      fileName,
      problems: () => sheet.problemsOf(one, mode),
    })),
  );
}

/** @param {object} value */
function digest(value) {
  const text = JSON.stringify(value, (key, one) => (key === "line" ? undefined : one instanceof Set || one instanceof Map ? [...one] : one));
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Promise<{ name: string, sheet: Sheet }[]>}
 */
async function factSheets(root, path) {
  const { takeSheets } = await loaded(root, "test/harness/describe-facts.js");
  await loaded(root, path.replace(/\.ts$/, ".js"));
  return takeSheets();
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Promise<[string, Sheet][]>}
 */
async function ruleSheets(root, path) {
  const { RuleCases } = await loaded(root, "test/harness/rule-cases.js");
  const { default: rule } = await loaded(root, path.replace(/\.ts$/, ".js"));
  return /** @type {const} */ (["cases", "docs"]).map((kind) => {
    const file = `${kind === "cases" ? "test" : "docs"}/rules/${rule.name}.md`;
    const sheet = { name: `${rule.name}.${kind}`, kind, untyped: true, markdown: readFileSync(join(root, file), "utf8") };
    return [file, new RuleCases(sheet, rule, [rule])];
  });
}

/**
 * @param {string} root
 * @param {string} path
 */
async function loaded(root, path) {
  return import(pathToFileURL(join(root, path)).href);
}

/**
 * Whether a source imports, by whatever detour, a mutated one.
 *
 * @param {string} root
 * @param {readonly string[]} mutated
 * @returns {(path: string) => boolean}
 */
function reachers(root, mutated) {
  const known = new Map(mutated.map((one) => [one, true]));
  /** @type {(path: string) => boolean} */
  const reaches = (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    known.set(path, false);
    const result = importsOf(root, path).some(reaches);
    known.set(path, result);
    return result;
  };
  return reaches;
}

/**
 * @param {string} root
 * @param {string} path
 */
function importsOf(root, path) {
  if (!existsSync(join(root, path))) return [];
  const found = readFileSync(join(root, path), "utf8").matchAll(/^(?:import|export)\b(?! type\b)[^"]*?from "(\.[^"]+)\.js";/gm);
  return [...found].map(([, name = ""]) => `${join(dirname(path), name)}.ts`);
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} extension
 */
function filesIn(root, folder, extension) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(extension)).map((name) => `${folder}/${name.replaceAll("\\", "/")}`).sort();
}
