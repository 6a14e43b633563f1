import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../analysis/file.js";

/**
 * Moves lines two columns to the right; not the empty ones, nor those within a text that spans lines.
 *
 * @param from the first line, counted from 1
 * @param to the last line
 * @param removed what the same repair takes away
 */
export function indented(file: File, from: number, to: number, removed: TSESTree.Range = [0, 0]): TSESLint.RuleFix[] {
  const fixes: TSESLint.RuleFix[] = [];
  const texts = (file.ast.tokens ?? []).filter(({ type, loc }) => type === "Template" && loc.start.line < loc.end.line);
  for (let line = from; line <= to; line++) {
    const start = file.source.getIndexFromLoc({ line, column: 0 });
    const isInside = ([first, last]: TSESTree.Range): boolean => first < start && start <= last;
    if (isInside(removed) || texts.some(({ range }) => isInside(range)) || file.source.lines[line - 1]?.trim() === "") continue;
    fixes.push({ range: [start, start], text: "  " });
  }
  return fixes;
}
