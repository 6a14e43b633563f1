import { relative, sep } from "node:path";
import { type Data, fillMessage, linePlaceholdersOf, readData } from "./message.js";

/** In place of a suggestion's id. */
export const automaticFix = "automatic fix";

/** How sure a finding is of what it says. */
export type Confidence = "proved" | "likely" | "possible";

/** An edit of one file: the text that replaces the characters from `range[0]` up to `range[1]`. */
export interface Patch {
  readonly title: string;
  /** The id of the rule's suggestion, or `automatic fix`; `undefined` where the results do not say. */
  readonly id?: string | undefined;
  /** The values in its title. */
  readonly data?: Data | undefined;
  /** Offsets in UTF-16 code units, not counting a byte order mark. */
  readonly range: readonly [number, number];
  readonly text: string;
}

/** One defect at one place. Lines and columns count from 1; the end column is exclusive. */
export interface Finding {
  /** The rule's name without the plugin's prefix. */
  readonly rule: string;
  readonly message: string;
  readonly messageId: string;
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: "error" | "warning";
  readonly confidence: Confidence;
  /** The heading under which the finding stands: `timeouts`, `ordering`, … */
  readonly concern: string;
  readonly data: Data;
  readonly patches: readonly Patch[];
  /** The template that the message was made from. */
  readonly template: string;
  /** The same in the words of a locale; `undefined` as long as no locale has told it. */
  readonly told?: { readonly template: string; readonly data: Data } | undefined;
  /** Every line that the finding rests on, ascending: its own and those that its message names. */
  readonly evidence: readonly number[];
  /** Found by a check that only `strict` switches on. */
  readonly strict: boolean;
  /** What the rule demands, in one sentence; empty where it does not say. */
  readonly description: string;
  /** The rule's page. */
  readonly url: string | undefined;
  /** Why it is not to be told; empty for a finding that is. */
  readonly suppressions: readonly Suppression[];
}

/** A comment in the code or a line of a suppressions file that takes a finding out. */
export interface Suppression {
  readonly kind: "directive" | "file";
  /** The reason that stands with it; empty where there is none. */
  readonly justification: string;
}

interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** The part of ESLint's `LintMessage` that a review reads. */
export interface LintMessage {
  readonly ruleId: string | null;
  readonly severity: number;
  readonly message: string;
  readonly messageId?: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly fix?: Edit | undefined;
  readonly suggestions?: readonly { readonly desc: string; readonly messageId?: string | undefined; readonly data?: unknown; readonly fix: Edit }[] | undefined;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[] | undefined;
}

/** The part of ESLint's `LintResult` that a review reads. */
export interface LintResult {
  /** Absolute. */
  readonly filePath: string;
  readonly messages: readonly LintMessage[];
  readonly suppressedMessages?: readonly LintMessage[] | undefined;
}

/** The part of a rule's `meta` that a review reads. */
export interface RuleMeta {
  readonly messages?: Readonly<Record<string, string>> | undefined;
  readonly docs?:
    | {
        readonly recommended?: unknown;
        readonly description?: string | undefined;
        readonly url?: string | undefined;
        readonly concern?: string | undefined;
        readonly confidence?: Readonly<Record<string, string>> | undefined;
        readonly strict?: readonly string[] | undefined;
      }
    | undefined;
}

/** Stands for the template of a message that none is known for: a message without parts. */
export const wholeMessage = "{{message}}";

/** Rule metadata by full rule id, the plugin's prefix included. */
export type RulesMeta = Readonly<Record<string, RuleMeta>>;

/**
 * The findings of one linted file, in ESLint's order. What rules other than those in `rulesMeta` say is left out,
 * and so is what ESLint itself says in a rule's name (an inline configuration that does not fit). A message that does not
 * fit the template of its id, as one of another version, is a finding without data.
 *
 * @param which `suppressedMessages` for those that a comment or a suppressions file took out
 */
export function findingsOf(
  result: LintResult,
  rulesMeta: RulesMeta,
  cwd: string,
  which: "messages" | "suppressedMessages" = "messages",
): Finding[] {
  const path = pathFrom(cwd, result.filePath);
  const findings: Finding[] = [];
  for (const message of result[which] ?? []) {
    const meta = message.ruleId === null ? undefined : rulesMeta[message.ruleId];
    if (meta !== undefined && message.messageId !== undefined) findings.push(findingOf(message, meta, path));
  }
  return findings;
}

/** Findings in reading order: by path, then by place, then by rule. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    order(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    order(a.rule, b.rule) ||
    order(a.messageId, b.messageId)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function findingOf(message: LintMessage, meta: RuleMeta, path: string): Finding {
  const { template, data } = partsOf(message, meta.messages?.[message.messageId as string]);
  const { line, column, endLine = line, endColumn = column } = message;
  const parts = {
    ...{ path, line, column, endLine, endColumn },
    rule: (message.ruleId as string).replace(/^.*\//, ""),
    message: message.message,
    messageId: message.messageId as string,
    severity: message.severity === 2 ? ("error" as const) : ("warning" as const),
    data,
    patches: patchesOf(message, meta),
    suppressions: (message.suppressions ?? []).map(({ kind, justification }) => ({ kind: kind === "file" ? ("file" as const) : ("directive" as const), justification })),
  };
  return findingFrom(parts, meta, template);
}

/** What a run says of a finding; everything else is known of its rule. */
export type FindingParts = Pick<
  Finding,
  "rule" | "message" | "messageId" | "path" | "line" | "column" | "endLine" | "endColumn" | "severity" | "data" | "patches" | "suppressions"
>;

/** A finding with what its rule says of itself. */
export function findingFrom(parts: FindingParts, { docs }: RuleMeta, template: string): Finding {
  const { messageId, line, endLine, data } = parts;
  return {
    ...parts,
    confidence: confidenceOf(docs?.confidence?.[messageId]),
    concern: docs?.concern ?? "",
    template,
    evidence: evidenceOf(line, endLine, template, data),
    strict: docs?.recommended === false || (docs?.strict ?? []).includes(messageId),
    description: docs?.description ?? "",
    url: docs?.url,
  };
}

function confidenceOf(given: string | undefined): Confidence {
  return given === "proved" || given === "likely" ? given : "possible";
}

function pathFrom(cwd: string, path: string): string {
  return relative(cwd, path).split(sep).join("/");
}

/** The data of a suggestion is exact and survives every mode of ESLint, so it wins where it gives the same message. */
function partsOf(message: LintMessage, template: string | undefined): Pick<Finding, "template" | "data"> {
  const read = template === undefined ? undefined : readData(template, message.message);
  if (template === undefined || read === undefined) return { template: wholeMessage, data: { message: message.message } };
  return { template, data: dataOf(template, message.message, message.suggestions?.[0]?.data, read) };
}

function dataOf(template: string, text: string, exact: unknown, read: Data = readData(template, text) ?? {}): Data {
  const given = primitives(exact);
  return fillMessage(template, given) === text ? { ...read, ...given } : read;
}

function primitives(data: unknown): Data {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") kept[name] = value;
  }
  return kept;
}

function patchesOf({ suggestions = [], fix }: LintMessage, { messages = {} }: RuleMeta): Patch[] {
  const patches = suggestions.map(({ desc, messageId, data, fix: { range, text } }): Patch => {
    const template = messageId === undefined ? undefined : messages[messageId];
    const told = template === undefined ? {} : { id: messageId, data: dataOf(template, desc, data) };
    return { title: desc, range, text, ...told };
  });
  return fix === undefined ? patches : [{ title: "Apply the automatic fix.", id: automaticFix, range: fix.range, text: fix.text }, ...patches];
}

function evidenceOf(line: number, endLine: number, template: string, data: Data): number[] {
  const own = Array.from({ length: endLine - line + 1 }, (_, index) => line + index);
  return [...new Set([...own, ...namedLines(template, data)])].sort((a, b) => a - b);
}

/** The lines that a message names beside its own. */
export function namedLines(template: string, data: Data): number[] {
  const values = linePlaceholdersOf(template).map((name) => data[name]);
  return values.filter((value) => typeof value === "number" && Number.isInteger(value)) as number[];
}
