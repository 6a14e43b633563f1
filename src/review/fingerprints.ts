import { createHash } from "node:crypto";
import { byPlace, type Finding } from "./finding.js";
import { lineStarts, withoutMark } from "./positions.js";
import { spotsIn } from "./statements.js";

/**
 * Gives each finding a name that it keeps while the code around it changes: made of its rule and message, its path, the
 * functions and classes around it, its statement, and its number among findings that are equal in all of that. Moved
 * lines, new indentation and renamed locals leave it as it is.
 *
 * @param findings all of them, whatever is told: those left out keep their numbers
 * @param source the text of a file; `undefined` where it cannot be had, and then the message stands for the code
 * @param formerly the name that a renamed file had before the change
 */
export function fingerprintsOf(
  findings: readonly Finding[],
  source: (path: string) => string | undefined,
  formerly: ReadonlyMap<string, string> = new Map(),
): Map<Finding, string> {
  const inFile = new Map<string, (finding: Finding) => readonly string[]>();
  const seen = new Map<string, number>();
  const fingerprints = new Map<Finding, string>();
  for (const finding of [...findings].sort(byPlace)) {
    const codeOf = inFile.get(finding.path) ?? codeIn(finding.path, source(finding.path));
    inFile.set(finding.path, codeOf);
    const name = [finding.rule, finding.messageId, formerly.get(finding.path) ?? finding.path, ...codeOf(finding)];
    const key = JSON.stringify(name);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    fingerprints.set(finding, hashOf(JSON.stringify([...name, ordinal])));
  }
  return fingerprints;
}

function codeIn(path: string, source: string | undefined): (finding: Finding) => readonly string[] {
  if (source === undefined) return ({ message }) => [message.replace(/\d+/g, "")];
  const text = withoutMark(source);
  const starts = lineStarts(text);
  const spotAt = spotsIn(text, !/\.[cm]?ts$/.test(path));
  return ({ line, column }) => {
    const { symbol, statement } = spotAt((starts[line - 1] ?? text.length) + column - 1);
    return [symbol, statement];
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
