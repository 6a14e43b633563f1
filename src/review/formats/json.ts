import type { Review } from "../compose.js";
import { jsonText } from "../json-text.js";

/** Version 1 of the findings as data, for tools; its form is `review-v1.schema.json` beside this file. */
export function json({ findings, counts, fingerprints }: Review): string {
  const shown = findings.map((finding) => ({
    rule: finding.rule,
    message: finding.message,
    messageId: finding.messageId,
    path: finding.path,
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    severity: finding.severity,
    confidence: finding.confidence,
    concern: finding.concern,
    data: finding.data,
    patches: finding.patches.map(({ title, range, text }) => ({ title, range, text })),
    evidence: finding.evidence,
    fingerprint: fingerprints.get(finding),
  }));
  const { found, inline, summary, outside, suppressed } = counts;
  return jsonText({ version: 1, findings: shown, counts: { found, inline, summary, outside, suppressed } });
}
