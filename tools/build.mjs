// `npm run build`: compiles, puts what is read at run time where the package has it, and joins the plugin into two files, the one
// that the package is entered by and its rules, since opening modules one by one is most of what importing them would cost.
import { spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const copied = ["src/review/templates", "src/review/formats/html", "src/review/formats/review-v1.schema.json"];

if (compile()) {
  for (const path of copied) cpSync(join(root, path), join(dist, path), { recursive: true });
  await bundle();
} else {
  process.exitCode = 1;
}

function compile() {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", root], { cwd: root, stdio: ["ignore", "inherit", "inherit"], timeout: 600_000 });
  return status === 0;
}

/** Importing the plugin brings the checklist alone: what the rules find out is loaded with the first file that is linted. */
async function bundle() {
  await joined(join(dist, "rules", "index.js"), { file: join(dist, "rules.cjs"), format: "cjs" });
  await joined(join(dist, "src", "plugin.js"), { file: join(dist, "plugin.js"), format: "esm" }, [await checklist()]);
  // The command loads the same file: the modules that were joined are not packed a second time.
  writeFileSync(join(dist, "src", "plugin.js"), 'export { default } from "../plugin.js";\n');
}

/**
 * Whatever comes from elsewhere stays an import, and nothing is minified: a stack trace is to be read.
 *
 * @param {string} input
 * @param {{ file: string, format: "cjs" | "esm" }} output
 * @param {import("rolldown").Plugin[]} plugins
 */
async function joined(input, output, plugins = []) {
  const isElsewhere = (/** @type {string} */ id) => !id.startsWith(".") && !isAbsolute(id);
  await build({ cwd: root, input, plugins, platform: "node", external: isElsewhere, output: { ...output, codeSplitting: false }, logLevel: "warn" });
}

/** Stands for `rules/index.js`: what each rule tells about itself, as data. */
async function checklist() {
  const index = join(dist, "rules", "index.js");
  const { rules } = /** @type {{ rules: readonly import("../src/rule/define-rule.js").Rule[] }} */ (await import(pathToFileURL(index).href));
  const told = rules.map(({ name, meta }) => ({ name, meta }));
  if (!isDeepStrictEqual(told, JSON.parse(JSON.stringify(told)))) throw new Error("What a rule tells about itself is not plain data.");
  const code = `import { createRequire } from "node:module";
const load = createRequire(import.meta.url);
export const rules = ${JSON.stringify(told, undefined, 2)}.map((rule, index) => ({ ...rule, create: (context) => load("./rules.cjs").rules[index].create(context) }));
`;
  return { name: "checklist", load: (/** @type {string} */ id) => (id === index ? code : undefined) };
}
