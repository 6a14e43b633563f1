// `npm run matrix`: the packed plugin under every ESLint, Node and parser it is meant for. Fresh projects, from the registry.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { differencesIn, lintedBy } from "./matrix/differences.mjs";
import { parsers } from "./matrix/parsers.mjs";
import { npm, projectWith } from "./matrix/project.mjs";

const usage = "Usage: npm run matrix -- [--eslint 9.0.0,9,10] [--node 20,22,24]";
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "matrix-"));
/** @type {string[]} */
const differences = [];

try {
  const { values } = parseArgs({ options: { eslint: { type: "string", default: "9.0.0,9,10" }, node: { type: "string", default: "20,22,24" } } });
  const nodes = values.node.split(",").map(nodeOf);
  const tarball = join(folder, npm(root, "pack", "--silent", "--ignore-scripts", "--pack-destination", folder).trim());
  console.log(`| ESLint | parser | ${nodes.map(({ version }) => `Node ${version}`).join(" | ")} |`);
  console.log(`| --- | --- |${" --- |".repeat(nodes.length)}`);
  for (const eslint of values.eslint.split(",")) {
    row(tarball, eslint, nodes, parsers.slice(0, 1), ", CommonJS, without TypeScript");
    row(tarball, eslint, nodes, parsers, "");
  }
  for (const difference of differences) console.error(difference);
  process.exitCode = differences.length === 0 ? 0 : 1;
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error;
  console.error(isUsage ? `${error.message}\n${usage}` : error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * One line of the table for each parser of a project.
 *
 * @param {string} tarball
 * @param {string} eslint
 * @param {readonly { version: string, path: string }[]} nodes
 * @param {readonly import("./matrix/parsers.mjs").Parser[]} languages
 * @param {string} remark
 */
function row(tarball, eslint, nodes, languages, remark) {
  const project = projectWith(folder, tarball, eslint, languages);
  const { version } = JSON.parse(npm(project, "ls", "eslint", "--json", "--depth=0")).dependencies.eslint;
  const results = nodes.map((node) => lintedBy(project, node.path));
  for (const parser of languages) {
    const cells = nodes.map((node, index) => {
      if (!parser.runs(Number.parseInt(version), node.version)) return "–";
      const found = differencesIn(project, results[index] ?? [], parser);
      differences.push(...found.map((one) => `ESLint ${version}, Node ${node.version}, ${parser.name}${remark}: ${one}`));
      return found.length === 0 ? "same" : `${found.length} differ`;
    });
    console.log(`| ${version} | ${parser.name}${remark} | ${cells.join(" | ")} |`);
  }
}

/**
 * A Node of a major: this one, or the newest that npm has.
 *
 * @param {string} major
 */
function nodeOf(major) {
  const own = process.versions.node;
  if (own.startsWith(`${major}.`)) return { version: own, path: process.execPath };
  const place = mkdtempSync(join(folder, "node-"));
  npm(place, "install", "--prefix", place, `node@${major}`);
  const { version } = JSON.parse(npm(place, "ls", "node", "--json", "--depth=0")).dependencies.node;
  return { version, path: join(place, "node_modules", "node", "bin", "node") };
}
