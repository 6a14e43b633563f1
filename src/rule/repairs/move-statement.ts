import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";

/** Moves a statement, with the comments above it and behind it on its lines, before another one of the same block. */
export function moveBefore(file: File, statement: TSESTree.Statement, target: TSESTree.Statement): TSESLint.ReportFixFunction {
  const { source } = file;
  const above = source.getCommentsBefore(statement).filter(({ loc }) => loc.start.line > (source.getTokenBefore(statement)?.loc.end.line ?? 0));
  const behind = source.getCommentsAfter(statement).filter(({ loc }) => loc.start.line === statement.loc.end.line && isLastOnLine(source.text, loc, source));
  const start = Math.min(statement.range[0], ...above.map(({ range }) => range[0]));
  const end = Math.max(statement.range[1], ...behind.map(({ range }) => range[1]));
  const text = source.text.slice(start, end);
  const before = source.text.slice(0, start);
  const gap = before.length - before.trimEnd().length;
  const isOnOwnLine = before.slice(before.length - gap).includes("\n");
  const separator = isOnOwnLine || behind.length > 0 ? `\n${" ".repeat(target.loc.start.column)}` : " ";
  // what follows on the same line may stand below a comment that ends with its line
  const isAlone = !isOnOwnLine || /^[^\S\n]*(?:\n|$)/.test(source.text.slice(end));
  return (fixer) => [fixer.insertTextBefore(target, `${text}${separator}`), fixer.removeRange([isAlone ? start - gap : start, end])];
}

function isLastOnLine(text: string, { end }: TSESTree.SourceLocation, source: File["source"]): boolean {
  return /^[^\S\n]*(?:\n|$)/.test(text.slice(source.getIndexFromLoc(end)));
}
