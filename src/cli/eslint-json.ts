import type { LintResult, RuleMeta } from "../review/index.js";
import { inputName } from "./input.js";
import { Problem } from "./problem.js";

/** A result as ESLint writes it into JSON; its path is absolute, on whatever machine that was. */
export interface WrittenResult extends LintResult {
  readonly source?: string | undefined;
  /** The text after `--fix`, which then stands in the place of `source`. */
  readonly output?: string | undefined;
}

/** What one results file says. */
export interface Shard {
  readonly results: readonly WrittenResult[];
  /** Where ESLint ran; `undefined` where the file does not say. */
  readonly cwd: string | undefined;
  /** The metadata of rules, where the file has it. */
  readonly rulesMeta: Readonly<Record<string, RuleMeta>>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads what `eslint --format json` or `json-with-metadata` wrote.
 *
 * @param name the file, or `-`
 * @throws {Problem} where it is something else, with what it is
 */
export function shardIn(text: string, name: string): Shard {
  const value = parsed(text, inputName(name));
  const metadata = isObject(value) && isObject(value["metadata"]) ? value["metadata"] : {};
  const results = Array.isArray(value) ? value : isObject(value) ? value["results"] : undefined;
  if (!Array.isArray(results) || (isObject(value) && !("metadata" in value))) throw otherThing(value, name);
  for (const [index, result] of results.entries()) {
    const wrong = wrongInResult(result);
    if (wrong !== undefined) throw isForeign(result) ? otherThing(value, name) : new Problem(`${inputName(name)} is not what ESLint writes: result ${String(index + 1)} ${wrong}; ${wayOut(name)}.`);
  }
  const { cwd, rulesMeta } = metadata;
  return { results: results as WrittenResult[], cwd: typeof cwd === "string" ? cwd : undefined, rulesMeta: isObject(rulesMeta) ? rulesMetaIn(rulesMeta) : {} };
}

function parsed(text: string, called: string): unknown {
  if (text.trim() === "") throw new Problem(`${called} is empty; ${wayOut(called)}, and look whether that failed.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const begun = /^\s*[[{]/.test(text);
    throw new Problem(`${called} is no ${begun ? "complete " : ""}JSON${begun ? ", as if its writing was cut short" : ""}; ${wayOut(called)}.`);
  }
}

function wayOut(name: string): string {
  return `write it with: eslint --format json-with-metadata --output-file ${name === inputName("-") || name === "-" ? "results.json" : name}`;
}

/** How the reports of others are known, each by what no report of ESLint has. */
const others: readonly (readonly [tool: string, isIt: (value: Json) => boolean])[] = [
  ["SARIF", (value) => Array.isArray(value["runs"])],
  ["this command's own JSON", (value) => Array.isArray(value["findings"]) && isObject(value["counts"])],
  ["rdjson", (value) => Array.isArray(value["diagnostics"]) && "source" in value],
  ["oxlint's JSON", (value) => Array.isArray(value["diagnostics"]) && "number_of_files" in value],
  ["Biome's JSON", (value) => Array.isArray(value["diagnostics"]) && "summary" in value],
  ["Stylelint's JSON", (value) => Array.isArray(value["warnings"]) && "deprecations" in value],
  ["a Code Quality report", (value) => "check_name" in value && "fingerprint" in value],
  ["TSLint's JSON", (value) => "ruleName" in value && "failure" in value],
];

function isForeign(value: unknown): value is Json {
  return isObject(value) && others.some(([, isIt]) => isIt(value));
}

function otherThing(value: unknown, name: string): Problem {
  const sample: unknown = Array.isArray(value) ? value.find(isForeign) : value;
  const tool = isObject(sample) ? others.find(([, isIt]) => isIt(sample))?.[0] : undefined;
  return new Problem(`${inputName(name)} is ${tool === undefined ? "not what ESLint writes" : `${tool}, and not ESLint's`}; ${wayOut(name)}.`);
}

/** @returns what is wrong with it, as the end of a sentence */
function wrongInResult(result: unknown): string | undefined {
  if (!isObject(result)) return "is no object";
  if (typeof result["filePath"] !== "string" || result["filePath"] === "") return "has no filePath";
  for (const key of ["source", "output"]) if (result[key] !== undefined && typeof result[key] !== "string") return `has a ${key} that is no text`;
  const taken = result["suppressedMessages"] ?? [];
  if (!Array.isArray(result["messages"]) || !Array.isArray(taken)) return "has no list of messages";
  for (const message of [...(result["messages"] as unknown[]), ...(taken as unknown[])]) {
    const wrong = wrongInMessage(message);
    if (wrong !== undefined) return `has a message ${wrong}`;
  }
  return undefined;
}

function wrongInMessage(message: unknown): string | undefined {
  if (!isObject(message)) return "that is no object";
  if (typeof message["message"] !== "string") return "without a text";
  const { ruleId, messageId, severity, suggestions = [], fix, suppressions = [] } = message;
  // what ESLint itself says, of a file that it ignores for one, need not have a place
  if (ruleId === null || ruleId === undefined) return undefined;
  if (typeof ruleId !== "string" || (messageId !== undefined && typeof messageId !== "string")) return "whose rule has no name";
  if (severity !== 1 && severity !== 2) return "without a severity";
  if (!hasPlace(message)) return "without a line and column";
  if (fix !== undefined && !isEdit(fix)) return "with a fix that is none";
  if (!isListOf(suggestions, (one) => isObject(one) && typeof one["desc"] === "string" && isEdit(one["fix"]))) return "with a suggestion that is none";
  if (!isListOf(suppressions, (one) => isObject(one) && typeof one["kind"] === "string" && typeof one["justification"] === "string")) return "with a suppression that is none";
  return undefined;
}

/** No file has so many lines; a finding is spelled out line by line. */
const mostLines = 10_000_000;
const mostLinesOfFinding = 100_000;

function hasPlace({ line, column, endLine, endColumn }: Json): boolean {
  const counts = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < mostLines * 100;
  if (!counts(line) || !counts(column) || line > mostLines) return false;
  if (endColumn !== undefined && endColumn !== null && !counts(endColumn)) return false;
  return endLine === undefined || endLine === null || (counts(endLine) && endLine >= line && endLine - line <= mostLinesOfFinding);
}

function isEdit(fix: unknown): boolean {
  if (!isObject(fix) || typeof fix["text"] !== "string" || !Array.isArray(fix["range"])) return false;
  const [from, to, ...more] = fix["range"] as unknown[];
  return more.length === 0 && Number.isSafeInteger(from) && Number.isSafeInteger(to) && (from as number) >= 0 && (to as number) >= (from as number);
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

const mostInTemplate = 1000;
const mostPlaceholders = 12;

/** Only what a review reads, and of that only what does no harm: the metadata comes with the file. */
function rulesMetaIn(rulesMeta: Json): Record<string, RuleMeta> {
  return Object.fromEntries(
    Object.entries(rulesMeta).flatMap(([ruleId, meta]) => {
      if (!isObject(meta)) return [];
      const docs = isObject(meta["docs"]) ? meta["docs"] : {};
      const text = (key: string): string | undefined => (typeof docs[key] === "string" ? docs[key] : undefined);
      const url = text("url");
      const messages = texts(meta["messages"], (template) => template.length <= mostInTemplate && template.split("{{").length <= mostPlaceholders);
      return [[ruleId, { messages, docs: { concern: text("concern"), description: text("description"), url: url?.startsWith("https://") === true ? url : undefined, confidence: isObject(docs["confidence"]) ? texts(docs["confidence"]) : undefined } }]];
    }),
  );
}

function texts(value: unknown, fits: (text: string) => boolean = () => true): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && fits(entry[1])));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
