import type { TSESLint } from "@typescript-eslint/utils";
import type { File } from "../analysis/file.js";
import { nodes } from "../analysis/nodes.js";
import { perFile } from "../analysis/per-file.js";
import { listOf } from "./script-bounds.js";

/** A fix that ends its lines as the lines of its file end: repairs write semicolons. */
export function inOwnSemicolons(file: File, fix: TSESLint.ReportFixFunction): TSESLint.ReportFixFunction {
  return (fixer) => {
    const made = fix(fixer);
    if (made === null || !isWithout(file)) return made;
    return listOf(made).map((one) => ({ ...one, text: withoutSemicolons(one.text, file.source.text.slice(one.range[1])) }));
  };
}

/** A line that begins with one of these would go on with the line before it. */
const goesOn = /^\s*[([`+\-/*,.]/;

function withoutSemicolons(text: string, behind: string): string {
  if (text.includes("`")) return text;
  return text.replaceAll(/;(?=[ \t]*(?:\n|$)| \})/g, (semicolon, at: number) => {
    const rest = text.slice(at + 1) + behind;
    return /^[ \t]*(?:\n|\}|$)/.test(rest) && !goesOn.test(rest) ? "" : semicolon;
  });
}

/** Whether most statements of a file end without one. */
const isWithout = perFile((file): boolean => {
  let [without, all] = [0, 0];
  for (const kind of ["ExpressionStatement", "ImportDeclaration", "ReturnStatement"] as const) {
    for (const statement of nodes(file).of(kind)) {
      all += 1;
      if (file.source.text[statement.range[1] - 1] !== ";") without += 1;
    }
  }
  return without * 2 > all;
});
