import type { Location, Log, ReportingDescriptor, Result, Run } from "sarif";
import type { Review } from "../compose.js";
import type { Finding } from "../finding.js";
import { interleavingOf } from "../interleaving.js";
import { jsonText } from "../json-text.js";
import { lineHashes } from "../line-hash.js";
import { visible } from "../markup.js";
import { literal } from "../message.js";
import { bySeriousness } from "../merge.js";
import type { Templates } from "../templates.js";
import { codeFlowsOf } from "./sarif-flows.js";
import { fixesOf } from "./sarif-fixes.js";
import { type SarifLimits, sarifLimits, type Share, withinLimits } from "./sarif-limits.js";
import { type Position, placeIn } from "./sarif-places.js";

interface Surroundings {
  /** The text of a file; `undefined` where it cannot be had. */
  readonly source: (path: string) => string | undefined;
  /** The version of this package. */
  readonly version?: string | undefined;
  readonly limits?: SarifLimits | undefined;
}

/**
 * A log in SARIF 2.1.0, for GitHub's code scanning and for viewers. Findings that a comment or a suppressions file took
 * out are in it as suppressed. It is never larger than GitHub takes, and says what was left out for that.
 */
export function sarif(review: Review, templates: Templates, surroundings: Surroundings): string {
  const all = [...review.findings, ...review.suppressed];
  return withinLimits(all.length, surroundings.limits ?? sarifLimits, (share) => jsonText(logOf(review, all, share, templates, surroundings)));
}

function logOf(review: Review, all: readonly Finding[], share: Share, templates: Templates, { source, version }: Surroundings): Log {
  const told = share.results < all.length ? [...all].sort(bySeriousness).slice(0, share.results) : all;
  const rules = [...new Set(told.map(({ rule }) => rule))].sort();
  const hashes = memoised((path: string) => lineHashes(source(path) ?? ""));
  const anySuppressed = told.some(({ suppressions }) => suppressions.length > 0);
  const results = told.map((finding) => ({
    ...resultOf(finding, rules.indexOf(finding.rule), templates),
    partialFingerprints: {
      ...(source(finding.path) === undefined ? {} : { primaryLocationLineHash: hashes(finding.path)[finding.line - 1] ?? "" }),
      "concurrencyReview/v1": review.fingerprints.get(finding) ?? "",
    },
    ...(share.fixes ? fixesOf(finding, source(finding.path)) : {}),
    ...(anySuppressed ? { suppressions: suppressionsOf(finding) } : {}),
  }));
  const name = "concurrency-review";
  const informationUri = "https://github.com/eslint-plugin-concurrency-review/eslint-plugin-concurrency-review";
  const driver = { name, informationUri, ...(version === undefined ? {} : { version }), rules: rules.map((rule) => ruleOf(rule, told, templates)) };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, automationDetails: { id: `${name}/` }, columnKind: "utf16CodeUnits", newlineSequences: ["\r\n", "\n", "\r", "\u2028", "\u2029"], ...noticeOf(all.length, share), results }],
  };
}

function noticeOf(found: number, { results, fixes }: Share): Pick<Run, "invocations"> {
  const left = [found > results ? `${String(found - results)} of ${String(found)} results, the least grave ones` : "", fixes ? "" : "all fixes"].filter((part) => part !== "");
  if (left.length === 0) return {};
  const text = `Left out, since the log would be larger than code scanning takes: ${left.join(", and ")}.`;
  return { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] }] };
}

function memoised<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as Value;
  };
}

const precisions = { proved: "very-high", likely: "high", possible: "medium" } as const;

/** A rule is as precise as the least sure of its findings. */
function ruleOf(rule: string, told: readonly Finding[], templates: Templates): ReportingDescriptor {
  const findings = told.filter((finding) => finding.rule === rule);
  const [first] = findings as [Finding, ...Finding[]];
  const level = findings.some(({ severity }) => severity === "error") ? "error" : "warning";
  const unsure = (["possible", "likely", "proved"] as const).find((confidence) => findings.some((finding) => finding.confidence === confidence));
  const rows = [...new Set(findings.map(({ messageId }) => messageId))].sort().flatMap((id) => templates.of(rule, id)?.row ?? []);
  const lines = rows.map(({ concern, suggestion }) => `- ${concern}: ${suggestion}`);
  const page = first.url === undefined ? [] : [first.url];
  const about = first.description === "" ? rule : templates.fill("a sentence", { text: first.description });
  return {
    id: idOf(rule),
    name: rule,
    shortDescription: { text: about },
    help: { text: [about, ...lines, ...page].join("\n"), markdown: [about, lines.join("\n"), page.map((url) => `[${rule}](${url})`).join("")].filter((part) => part !== "").join("\n\n") },
    ...(first.url === undefined ? {} : { helpUri: first.url }),
    defaultConfiguration: { level },
    properties: { tags: ["concurrency", first.concern].filter((tag) => tag !== ""), precision: precisions[unsure ?? "possible"], "problem.severity": level },
  };
}

function idOf(rule: string): string {
  return `concurrency-review/${rule}`;
}

function resultOf(finding: Finding, ruleIndex: number, templates: Templates): Result {
  const { rule, messageId, confidence, concern, severity, path, line, endLine, evidence } = finding;
  const others = evidence.filter((number) => number < line || number > endLine);
  const steps = interleavingOf(finding, templates, "plain");
  return {
    ruleId: idOf(rule),
    ruleIndex,
    level: severity,
    message: { text: linked(visible(finding.message), others, templates) },
    locations: [{ physicalLocation: placeIn(path, regionOf(finding)) }],
    ...(others.length === 0 ? {} : { relatedLocations: others.map((number, index): Location => ({ id: index + 1, message: { text: templates.fill("line", { line: number }) }, physicalLocation: placeIn(path, { startLine: number }) })) }),
    ...(steps.length === 0 ? {} : { codeFlows: codeFlowsOf(steps, (startLine) => placeIn(path, { startLine })) }),
    properties: { messageId, confidence, concern },
  };
}

/** Makes links of the lines that a message names; code that reads as a link is kept from being one. */
function linked(message: string, lines: readonly number[], { fill }: Templates): string {
  const safe = message.replace(/\](?=\()/g, "\\]");
  return lines.reduce((text, line, index) => {
    const name = fill("line", { line });
    return text.replace(new RegExp(`(?<![\\[\\w])${literal(name)}(?!\\w)`), `[${name}](${String(index + 1)})`);
  }, safe);
}

function regionOf({ line, column, endLine, endColumn }: Finding): Position {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function suppressionsOf({ suppressions }: Finding): NonNullable<Result["suppressions"]> {
  return suppressions.map(({ kind, justification }) => ({
    kind: kind === "file" ? "external" : "inSource",
    ...(justification === "" ? {} : { justification: visible(justification) }),
  }));
}
