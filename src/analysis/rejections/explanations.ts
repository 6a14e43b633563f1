import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";

/**
 * Whether a comment says why nothing is done: inside a node, beside it, or, where it speaks of failure, above the node
 * or the statement that it is a part of.
 */
export function isExplained(file: File, node: TSESTree.Node, statement: TSESTree.Node): boolean {
  const spoken = file.source.getAllComments().filter(saysSomething);
  return spoken.some((comment) => isWithinOrBeside(comment, node, statement)) || [node, statement].some((below) => failure.test(textAbove(spoken.filter((comment) => !endsAnother(file, comment)), below)));
}

/** At the end of a line that a statement ends on: it speaks of that one. */
function endsAnother(file: File, comment: TSESTree.Comment): boolean {
  const before = file.source.getTokenBefore(comment);
  return before?.loc.end.line === comment.loc.start.line && /^[;}]$/.test(before.value);
}

function isWithinOrBeside({ range, loc }: TSESTree.Comment, node: TSESTree.Node, statement: TSESTree.Node): boolean {
  if (range[0] >= node.range[0] && range[1] <= node.range[1]) return true;
  const isOnLines = loc.start.line >= node.loc.start.line && loc.start.line <= node.loc.end.line;
  return isOnLines && range[0] >= statement.range[0];
}

/** The comments that stand directly above a node, one under the other. */
function textAbove(comments: readonly TSESTree.Comment[], node: TSESTree.Node): string {
  let line = node.loc.start.line;
  let text = "";
  for (const comment of [...comments].reverse()) {
    if (comment.loc.end.line !== line - 1 || comment.range[1] > node.range[0]) continue;
    line = comment.loc.start.line;
    text = `${comment.value} ${text}`;
  }
  return text;
}

/** A word that says what a failure means here. */
const failure = /ignor|best.?effort|swallow|suppress|fail|error|reject|handled|care|optional|already|silen|catch|throw|prevent|avoid|matter|critical|fatal|fire.and.forget|on purpose|intentional|no-?op|might not|may not|can be/i;

/** What is meant for a tool, or says that something is still to be done, is no reason. */
function saysSomething({ value }: TSESTree.Comment): boolean {
  const text = value.trim();
  if (text.includes("--")) return true;
  return !/^(?:eslint-|biome-|oxlint-|@ts-|prettier-|istanbul |c8 |v8 |todo\b|fixme\b|xxx\b|review:)/i.test(text) && text !== "";
}
