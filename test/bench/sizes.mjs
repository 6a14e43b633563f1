// How long the files and functions of the house are.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** @param {string} folder @returns {{ path: string, text: string, lines: number }[]} */
function filesIn(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return { path: name, text, lines: text.trimEnd().split("\n").length };
  });
}

/** @param {{ path: string, text: string }} file @returns {{ name: string, lines: number }[]} */
function functionsIn({ path, text }) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  /** @type {{ name: string, lines: number }[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const lineOf = (/** @type {number} */ position) => source.getLineAndCharacterOfPosition(position).line;
      found.push({ name: `${path}:${lineOf(node.getStart()) + 1}`, lines: lineOf(node.end) - lineOf(node.getStart()) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @template {{ lines: number }} T @param {readonly T[]} all */
function longest(all) {
  return all.reduce((most, one) => (one.lines > most.lines ? one : most));
}

/** @param {string} root */
export function sizeRows(root) {
  const rules = filesIn(join(root, "rules")).filter(({ path }) => path !== "index.ts");
  const sources = filesIn(join(root, "src"));
  const sorted = rules.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const rule = longest(rules);
  const analysis = longest(filesIn(join(root, "src", "analysis")));
  const longestFunction = longest([...rules, ...sources].flatMap((file) => functionsIn(file)));
  return [
    { what: "rule file, median", budget: "≤ 60 lines", measured: String(median), holds: median <= 60 },
    { what: `rule file, longest (${rule.path})`, budget: "≤ 150 lines", measured: String(rule.lines), holds: rule.lines <= 150 },
    { what: `function, longest (${longestFunction.name})`, budget: "≤ 40 lines", measured: String(longestFunction.lines), holds: longestFunction.lines <= 40 },
    { what: `analysis file, longest (${analysis.path})`, budget: "≤ 300 lines", measured: String(analysis.lines), holds: analysis.lines <= 300 },
  ];
}
