import { createHash } from "node:crypto";
import type { Review } from "../compose.js";
import type { Finding } from "../finding.js";
import { jsonText } from "../json-text.js";
import { visible } from "../markup.js";

const severities = {
  error: { proved: "critical", likely: "major", possible: "minor" },
  warning: { proved: "major", likely: "minor", possible: "info" },
} as const;

/** A Code Quality report of GitLab. GitLab shows the description alone, so that begins with the rule. */
export function codequality({ findings, fingerprints }: Review): string {
  const issues = findings.map((finding) => ({
    description: visible(`${finding.rule}: ${finding.message}`),
    check_name: `concurrency-review/${finding.rule}`,
    fingerprint: fingerprintOf(finding, fingerprints),
    severity: severities[finding.severity][finding.confidence],
    location: { path: finding.path, lines: { begin: finding.line, end: finding.endLine } },
  }));
  return jsonText(issues);
}

/** Another tool's report may lie beside this one, and equal fingerprints become one entry. */
function fingerprintOf(finding: Finding, fingerprints: ReadonlyMap<Finding, string>): string {
  return createHash("sha256").update(`concurrency-review ${fingerprints.get(finding) ?? ""}`).digest("hex");
}
