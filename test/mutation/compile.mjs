// Run by Stryker in its copy of the repository: puts the JavaScript of each source beside it, so that Node runs it as it stands.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "rolldown/utils";

for (const folder of ["src", "rules", "test/harness", "test/analysis"]) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts") || name.endsWith(".d.ts")) continue;
    const path = join(folder, name);
    const { code, errors } = transformSync(path, readFileSync(path, "utf8"), { typescript: { onlyRemoveTypeImports: true } });
    if (errors.length > 0) throw new Error(`${path}: ${String(errors[0])}`);
    writeFileSync(path.replace(/\.ts$/, ".js"), code);
  }
}

// Outside of Vitest nothing can be described: the sheets of the facts are kept for the one who asks for them.
writeFileSync(
  "test/harness/describe-facts.js",
  `
import { readFileSync } from "node:fs";
import { FactCases } from "./fact-cases.js";

let sheets = [];

export function describeFacts(name, facts) {
  const last = name.slice(name.lastIndexOf("/") + 1);
  const markdown = readFileSync(new URL("../analysis/" + name + ".md", import.meta.url), "utf8");
  sheets.push({ name, sheet: new FactCases(last, markdown, typeof facts === "function" ? { [last]: facts } : facts) });
}

export function takeSheets() {
  const taken = sheets;
  sheets = [];
  return taken;
}
`,
);

// The tables of libraries are made once for all files. A mutant of what makes them shows only where they are made anew.
const catalogue = "src/analysis/libraries/catalogue.js";
const code = readFileSync(catalogue, "utf8").replace("export const standard =", "export let standard =");
writeFileSync(catalogue, `${code}\nglobalThis.forgetLibraries = () => { standard = new Catalogue([...builtIn]); };\n`);
