import type { LintMessage } from "../review/index.js";
import type { WrittenResult } from "./eslint-json.js";

/** What all shards say of one file. */
export interface MergedResult {
  /** Absolute. */
  readonly filePath: string;
  readonly messages: LintMessage[];
  readonly suppressedMessages: LintMessage[];
  /** The texts that were linted, each once; more than one where the file changed between shards. */
  readonly texts: readonly string[];
}

/**
 * Merges results by file: a message that several shards have counts once, and what one of them tells is told, whatever
 * another took out. A file that one shard could not parse and another could is parsed.
 */
export function mergedResults(results: readonly WrittenResult[]): MergedResult[] {
  const byFile = new Map<string, WrittenResult[]>();
  for (const result of results) {
    const same = byFile.get(result.filePath);
    if (same === undefined) byFile.set(result.filePath, [result]);
    else same.push(result);
  }
  return [...byFile].map(([filePath, same]) => {
    const parsed = same.filter(({ messages }) => !messages.some(isFatal));
    const read = parsed.length > 0 ? parsed : same.slice(0, 1);
    const told = once(read.flatMap(({ messages }) => messages));
    const taken = once(read.flatMap(({ suppressedMessages = [] }) => suppressedMessages));
    const suppressed = [...taken].filter(([key]) => !told.has(key)).map(([, message]) => message);
    return { filePath, messages: [...told.values()], suppressedMessages: suppressed, texts: [...new Set(read.flatMap(({ source, output }) => source ?? output ?? []))] };
  });
}

function isFatal(message: LintMessage): boolean {
  return (message as { readonly fatal?: boolean }).fatal === true;
}

/** Each message once, as severe as any shard has it. */
function once(messages: readonly LintMessage[]): Map<string, LintMessage> {
  const unique = new Map<string, LintMessage>();
  for (const message of messages) {
    const { ruleId, messageId, line, column, endLine, endColumn } = message;
    const key = JSON.stringify([ruleId, messageId, message.message, line, column, endLine, endColumn]);
    const known = unique.get(key);
    if (known === undefined || known.severity < message.severity) unique.set(key, message);
  }
  return unique;
}
