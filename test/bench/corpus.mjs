// Real sources to measure on, in an order that is random and the same on every machine.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ path: string, text: string, lines: number }} Source */

const skipped = new Set(["node_modules", ".git", "dist", "build", "coverage", ".cache", "fixtures"]);
const isSource = /(?<!\.d)(?<!\.min)\.(?:[cm]?[jt]s|[jt]sx)$/;
/** Longer ones are generated, and one of them would outweigh a hundred others. */
const longest = 3_000;
/** No package may outweigh the others either. */
const linesOfOnePackage = 15_000;

/**
 * @param {string} folder
 * @returns {Generator<string>}
 */
function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* walk(path);
    else if (entry.isFile() && isSource.test(entry.name)) yield path;
  }
}

/**
 * @param {string} folder
 * @returns {Source[]}
 */
export function sourcesIn(folder) {
  const sources = [...walk(folder)].map((path) => sourceAt(path)).filter(({ lines }) => lines > 1 && lines <= longest);
  return shuffled(sources);
}

/**
 * The sources that installed packages ship beside what they have built.
 *
 * @param {string} modules the folder `node_modules`
 */
export function sourcesOfPackages(modules) {
  const packages = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((scoped) => join(name, scoped)) : [name],
  );
  return shuffled(packages.flatMap((name) => shipped(join(modules, name))));
}

/** @param {string} folder */
function shipped(folder) {
  let left = linesOfOnePackage;
  return ["src", "lib", "source"].flatMap((part) => {
    try {
      return sourcesIn(join(folder, part)).filter(({ lines }) => (left -= lines) > 0);
    } catch {
      return []; // no such folder
    }
  });
}

/** @param {string} path */
function sourceAt(path) {
  const text = readFileSync(path, "utf8");
  return { path, text, lines: text.split("\n").length };
}

/** @param {Source[]} sources */
function shuffled(sources) {
  return sources.map((source) => ({ source, key: hash(source.text) })).sort((a, b) => a.key - b.key).map(({ source }) => source);
}

/** @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 7) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** @param {readonly Source[]} sources */
export function kiloLines(sources) {
  return sources.reduce((sum, { lines }) => sum + lines, 0) / 1_000;
}
