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

/** Where a statement begins, the comments above it included. */
export function startOf(file: File, statement: TSESTree.Node): number {
  const before = file.source.getTokenBefore(statement);
  const [comment] = file.source.getCommentsBefore(statement).filter(({ loc }) => before === null || loc.start.line > before.loc.end.line);
  return comment?.range[0] ?? statement.range[0];
}

/** The lines of statements, and where their first one begins, which stands behind what is inserted there. */
export function withinBraces(file: File, statements: readonly TSESTree.Node[]): TSESLint.RuleFix[] {
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last) return [];
  const start = startOf(file, first);
  return [{ range: [start, start], text: "  " }, ...indented(file, file.source.getLocFromIndex(start).line + 1, last.loc.end.line)];
}

/** All lines of statements. */
export function asLines(file: File, statements: readonly TSESTree.Node[]): TSESLint.RuleFix[] {
  const [first, last] = [statements[0], statements.at(-1)];
  return first && last ? indented(file, file.source.getLocFromIndex(startOf(file, first)).line, last.loc.end.line) : [];
}
