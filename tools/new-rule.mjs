// Writes the six files of a new rule, each of them complete enough to build, lint and test.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { argv, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const index = new URL("rules/index.ts", root);

/** @type {Readonly<Record<string, string>>} from the template to the file it becomes */
const files = {
  "rule.ts.txt": "rules/NAME.ts",
  "cases.md": "test/rules/NAME.md",
  "page.md": "docs/rules/NAME.md",
  "template.en.md": "src/review/templates/en/NAME.md",
  "template.zh-CN.md": "src/review/templates/zh-CN/NAME.md",
};

/**
 * @param {string | undefined} name
 * @returns {string | undefined} what speaks against a rule of this name
 */
function objectionTo(name) {
  if (name === undefined) return "Usage: npm run new-rule NAME";
  if (!/^(no|require|prefer)(-[a-z]+)+$/.test(name)) return `A rule is called no-…, require-… or prefer-…, not ${name}.`;
  return existsSync(new URL(`rules/${name}.ts`, root)) ? `There is a rule ${name} already.` : undefined;
}

/** @param {string} name */
function write(name) {
  for (const [template, pattern] of Object.entries(files)) {
    const file = new URL(pattern.replace("NAME", name), root);
    mkdirSync(dirname(fileURLToPath(file)), { recursive: true });
    writeFileSync(file, readFileSync(new URL(`tools/new-rule/${template}`, root), "utf8").replaceAll("NAME", name));
  }
  writeFileSync(index, indexWith(readFileSync(index, "utf8"), name));
}

/**
 * The index with the rule at the end of the checklist.
 *
 * @param {string} text
 * @param {string} name
 */
function indexWith(text, name) {
  const variable = name.replaceAll(/-([a-z])/g, (_, letter) => String(letter).toUpperCase());
  const lines = text.split("\n");
  const lastImport = lines.findLastIndex((line) => line.startsWith("import "));
  lines.splice(lastImport + 1, 0, `import ${variable} from "./${name}.js";`);
  lines.splice(lines.lastIndexOf("];"), 0, `  ${variable},`);
  return lines.join("\n");
}

const name = argv[2];
const objection = objectionTo(name);
if (name === undefined || objection !== undefined) {
  stderr.write(`${objection ?? ""}\n`);
  process.exitCode = 2;
} else {
  write(name);
  stdout.write(`Wrote ${name}: its rule, cases, page and templates. It stands last in rules/index.ts; move it to its place in the checklist, then npm run docs.\n`);
}
