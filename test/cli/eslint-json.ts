import { join } from "node:path";

interface Message {
  readonly ruleId: string | null;
  readonly messageId?: string;
  readonly message: string;
  readonly severity: number;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly [more: string]: unknown;
}

export const rule = "concurrency-review/no-unhandled-rejection";

/** What the plugin says of a call that floats on a line. */
export function floating(line: number, call = "work()", more: Partial<Message> = {}): Message {
  const message = `Nobody handles a rejection of \`${call}\`: it is neither awaited, returned nor caught.`;
  return { ruleId: rule, messageId: "floating", message, severity: 2, line, column: 1, endLine: line, endColumn: 5, ...more };
}

interface Result {
  readonly filePath: string;
  readonly messages: readonly Message[];
  readonly [more: string]: unknown;
}

/** A result as ESLint writes it. */
export function resultOf(folder: string, path: string, messages: readonly Message[], more: object = {}): Result {
  return { filePath: join(folder, path), messages, suppressedMessages: [], errorCount: 0, fatalErrorCount: 0, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0, usedDeprecatedRules: [], ...more };
}

export function withMetadata(results: readonly Result[], rulesMeta: object = {}, cwd = "/elsewhere"): string {
  return JSON.stringify({ results, metadata: { cwd, rulesMeta } });
}
