import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.js";

/** Whether a comment says why nothing is done here: inside of a node, on the line where it ends, or, where it speaks of failure, above. */
export function isExplained(file: File, node: TSESTree.Node, statement: TSESTree.Node): boolean {
  return file.source.getAllComments().some((comment) => {
    if (comment.range[1] < statement.range[0]) {
      const isAbove = comment.loc.end.line === statement.loc.start.line - 1 || comment.loc.end.line === node.loc.start.line - 1;
      return isAbove && saysSomething(comment) && /\S/.test(comment.value) && failure.test(comment.value);
    }
    const isInside = comment.range[0] >= node.range[0] && comment.range[1] <= node.range[1];
    const isBeside = comment.loc.start.line >= node.loc.start.line && comment.loc.start.line <= node.loc.end.line && comment.range[0] >= statement.range[0];
    const isBefore = comment.range[0] >= statement.range[0] && comment.loc.end.line === node.loc.start.line - 1 && failure.test(comment.value);
    return (isInside || isBeside || isBefore) && saysSomething(comment);
  });
}

/** A word that says what a failure means here. */
const failure = /ignor|best.?effort|swallow|suppress|fail|error|reject|handled|care|optional|already|silen|catch|throw|prevent|avoid|matter|critical|fatal|fire.and.forget|on purpose|intentional|no-?op|might not|may not|can be/i;

/** What is meant for a tool, or says that something is still to be done, is no reason. */
function saysSomething({ value }: TSESTree.Comment): boolean {
  const text = value.trim();
  if (text.includes("--")) return true;
  return !/^(?:eslint-|biome-|oxlint-|@ts-|prettier-|istanbul |c8 |v8 |todo\b|fixme\b|xxx\b|review:)/i.test(text) && text !== "";
}
