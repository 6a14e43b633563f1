import { resolve } from "node:path";
import { type Finding, type LintMessage, type Offers, offersByTokens, type Patch } from "../review/index.js";
import { isUnparsed, type Linted, type LintedFile } from "./built-in.js";

/** Whether a patch does what it says: the file parses, the finding is gone, and no new one has come. */
export type Verify = (finding: Finding, patch: Patch, source: string) => Promise<boolean>;

/** Each costs a lint of its file; beyond that, patches are shown and not offered. */
export const mostVerified = 500;

/**
 * Renders with each patch verified that the rendering offers to commit. Where one fails, another may be offered in its
 * place, so it renders until there is none left to verify.
 *
 * @param render asks for each patch that it would offer
 */
export async function withVerified(render: (offers: Offers) => string, verify: Verify): Promise<string> {
  const known = new Map<string, boolean>();
  let left = mostVerified;
  for (;;) {
    const asked: Parameters<Offers>[] = [];
    const output = render((...question) => {
      const answer = known.get(keyOf(question));
      if (answer === undefined) asked.push(question);
      return answer ?? true;
    });
    if (asked.length === 0) return output;
    for (const question of asked) {
      known.set(keyOf(question), left > 0 && (await verify(...question)));
      left -= 1;
    }
  }
}

/** A rendering puts findings and patches into words anew, so they are known by what they are. */
function keyOf([{ path, rule, messageId, line, column }, { range, text }]: Parameters<Offers>): string {
  return JSON.stringify([path, rule, messageId, line, column, range, text]);
}

/**
 * Makes the verification that the linting allows.
 *
 * @returns `undefined` where nothing was linted here, and so nothing can be linted again
 */
export function verifierOf(linted: readonly Linted[], cwd: string): Verify | undefined {
  if (linted.every(({ relint }) => relint === undefined)) return undefined;
  const files = new Map(linted.flatMap((part) => part.results.map((result) => [resolve(result.filePath), { part, result }] as const)));
  return async (finding, patch, source) => {
    const file = files.get(resolve(cwd, finding.path));
    if (file === undefined) return false;
    const { part, result } = file;
    try {
      const after = await part.relint?.(result.filePath, patched(source, patch));
      return after !== undefined && !isUnparsed(after) && isSolved(finding, result, after, part.rulesMeta);
    } catch {
      // ESLint fails on the patched file: whatever the reason, it is not one to commit
      return false;
    }
  };
}

/** What may be offered where nothing can be linted again: by tokens, and not in a file that has changed since. */
export function offersOf(linted: readonly Linted[], cwd: string): Offers {
  const changed = new Set(linted.flatMap((part) => [...(part.changed ?? [])]));
  return (finding, patch, source) => !changed.has(resolve(cwd, finding.path)) && offersByTokens(finding, patch, source);
}

function patched(source: string, { range: [from, to], text }: Patch): string {
  // offsets do not count a byte order mark
  const mark = source.startsWith("\ufeff") ? 1 : 0;
  return source.slice(0, from + mark) + text + source.slice(to + mark);
}

/** By what messages say but for their numbers, since lines move. */
function isSolved(finding: Finding, before: LintedFile, after: LintedFile, rulesMeta: Linted["rulesMeta"]): boolean {
  const [was, is] = [tallyOf(before, rulesMeta), tallyOf(after, rulesMeta)];
  const said = saidBy(finding.rule, finding);
  return (is.get(said) ?? 0) < (was.get(said) ?? 0) && [...is].every(([one, count]) => count <= (was.get(one) ?? 0));
}

function tallyOf({ messages }: LintedFile, rulesMeta: Linted["rulesMeta"]): Map<string, number> {
  const tally = new Map<string, number>();
  for (const message of messages) {
    if (message.ruleId === null || !Object.hasOwn(rulesMeta, message.ruleId)) continue;
    const said = saidBy(message.ruleId.replace(/^.*\//, ""), message);
    tally.set(said, (tally.get(said) ?? 0) + 1);
  }
  return tally;
}

function saidBy(rule: string, { messageId, message }: Pick<LintMessage, "messageId" | "message">): string {
  return JSON.stringify([rule, messageId, message.replace(/\d+/g, "#")]);
}
