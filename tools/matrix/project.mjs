import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { samples } from "../../test/clients/samples.mjs";

/** @typedef {import("./parsers.mjs").Parser} Parser */

const name = "eslint-plugin-concurrency-review";

/** What a project writes that has no ES modules: the plugin's default export is a member. */
const commonJs = `const { default: review } = require("${name}");\nmodule.exports = [...review.configs.strict];\n`;

/**
 * A fresh project with the packed plugin, one ESLint and some parsers, and the samples in the language of each.
 * Without parsers it is one of JavaScript and CommonJS, which has no TypeScript.
 *
 * @param {string} folder that takes it
 * @param {string} tarball
 * @param {string} eslint as npm is told the version
 * @param {readonly Parser[]} parsers
 * @returns {string} its folder
 * @throws {Error} what npm says where it cannot install
 */
export function projectWith(folder, tarball, eslint, parsers) {
  const project = mkdtempSync(join(folder, "project-"));
  const isPlain = parsers.every(({ module }) => module === undefined);
  write(project, "package.json", JSON.stringify(isPlain ? { private: true } : { private: true, type: "module" }));
  write(project, "eslint.config.js", isPlain ? commonJs : configWith(parsers));
  for (const { name: language, extension, before, after } of parsers) {
    samples().forEach(({ code }, index) => write(project, `${language}/${index}.${extension}`, before + code + after));
  }
  npm(project, "install", "--save-dev", "--ignore-scripts", `eslint@${eslint}`, tarball, ...parsers.flatMap(({ packages }) => packages(Number.parseInt(eslint))));
  if (isPlain && existsSync(join(project, "node_modules", "typescript"))) throw new Error("The plugin brings TypeScript into a project that has none.");
  return project;
}

/** @param {readonly Parser[]} parsers */
function configWith(parsers) {
  const own = parsers.flatMap(({ module, ...parser }) => (module === undefined ? [] : [{ ...parser, module }]));
  const imports = own.map(({ module }, index) => `import * as parser${index} from "${module}";\n`);
  const entries = own.map(
    ({ name: language, extension, options }, index) =>
      `  { files: ["${language}/*.${extension}"], languageOptions: { parser: parser${index}.default ?? parser${index}, parserOptions: ${JSON.stringify(options)} } },\n`,
  );
  return `import review from "${name}";\n${imports.join("")}export default [\n${entries.join("")}  ...review.configs.strict,\n];\n`;
}

/**
 * Runs npm in a folder.
 *
 * @param {string} folder
 * @param {readonly string[]} args
 * @returns {string} what it prints
 * @throws {Error} what it says where it fails
 */
export function npm(folder, ...args) {
  const { status, stdout, stderr } = spawnSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, encoding: "utf8", timeout: 300_000 });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} fails:\n${stderr}${stdout}`);
  return stdout;
}

/**
 * @param {string} project
 * @param {string} path
 * @param {string} text
 */
function write(project, path, text) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}
