import type { Linter } from "eslint";
import type { Linted } from "./lint.js";

type Message = Linter.LintMessage;

/** A fix or a suggestion of one report, and the code it yields. */
export interface Repair {
  readonly of: Message;
  /** `undefined` for the automatic fix. */
  readonly suggestion: string | undefined;
  readonly code: string;
}

/** Every fix and every suggestion of every report. */
export function repairsOf(code: string, messages: readonly Message[]): Repair[] {
  return messages.flatMap((of) => [
    ...(of.fix ? [{ of, suggestion: undefined, code: edited(code, of.fix) }] : []),
    ...(of.suggestions ?? []).map((one) => ({ of, suggestion: one.messageId ?? one.desc, code: edited(code, one.fix) })),
  ]);
}

function edited(code: string, { range: [start, end], text }: NonNullable<Message["fix"]>): string {
  return code.slice(0, start) + text + code.slice(end);
}

/** What `eslint --fix` makes of the code in its first pass. */
export function fixedBy(code: string, messages: readonly Message[]): string {
  const fixes = messages.flatMap((message) => (message.fix ? [message.fix] : []));
  let result = "";
  let position = 0;
  for (const fix of fixes.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    if (fix.range[0] < position) continue;
    result += code.slice(position, fix.range[0]) + fix.text;
    position = fix.range[1];
  }
  return result + code.slice(position);
}

/** Both sides of a repair: the linting, and the compiler's complaints where there is a compiler. */
export interface State {
  readonly linted: Linted;
  readonly complaints: readonly string[];
}

/** What is wrong with a repair: nothing, if it may be offered to a user. */
export function faultsOf(repair: Repair, before: State, after: State): string[] {
  const fatal = after.linted.messages.find((message) => message.fatal);
  if (fatal) return [`does not parse: ${fatal.message}`];
  return [
    ...missing(before.linted.comments, after.linted.comments).map((comment) => `loses the comment \`${comment}\``),
    // a case that is loose about its types has complaints of its own, and more of the same are no fault
    ...after.complaints.filter((one) => !before.complaints.includes(one)).map((complaint) => `does not type-check: ${complaint}`),
    ...(after.linted.voids > before.linted.voids ? ["inserts `void`"] : []),
    ...reportFaults(repair.of, before.linted.messages, after.linted.messages),
  ];
}

function reportFaults(of: Message, before: readonly Message[], after: readonly Message[]): string[] {
  const had = counted(before);
  const has = counted(after);
  const own = idOf(of);
  return [
    ...((has.get(own) ?? 0) >= (had.get(own) ?? 0) ? [`does not silence its report (${own})`] : []),
    ...[...has].filter(([id, count]) => id !== own && count > (had.get(id) ?? 0)).map(([id]) => `raises another report (${id})`),
  ];
}

function counted(messages: readonly Message[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(idOf(message), (counts.get(idOf(message)) ?? 0) + 1);
  return counts;
}

function idOf({ ruleId, messageId }: Message): string {
  return `${(ruleId ?? "").replace(/^.*\//, "")}/${messageId ?? ""}`;
}

/** What of the first list the second lacks, each element as often as it stands there. */
function missing(wanted: readonly string[], present: readonly string[]): string[] {
  const left = [...present];
  return wanted.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
