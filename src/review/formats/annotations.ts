import type { Review } from "../compose.js";
import type { Finding } from "../finding.js";
import { visible } from "../markup.js";
import { bySeriousness } from "../merge.js";
import type { Templates } from "../templates.js";

/** GitHub shows this many of each level for one step, and drops the others without a word. */
const shown = 10;

/**
 * Workflow commands of GitHub Actions, which show each finding beside its line. The gravest come first, no more of them
 * than GitHub shows; a last line says how many findings are left.
 */
export function annotations({ findings }: Review, { fill }: Templates): string {
  const ranked = [...findings].sort(bySeriousness);
  const told = (["error", "warning"] as const).flatMap((severity) =>
    ranked.filter((finding) => finding.severity === severity).slice(0, shown),
  );
  const left = findings.length - told.length;
  const rest = left === 0 ? [] : [fill(left === 1 ? "one without annotation" : "several without annotation", { more: left, shown })];
  return [...told.map(commandOf), ...rest].map((line) => `${line}\n`).join("");
}

function commandOf(finding: Finding): string {
  const { path, line, column, endLine, endColumn, rule, messageId, message, severity } = finding;
  // GitHub takes columns only where the finding has one line
  const columns = line === endLine ? { col: String(column), endColumn: String(endColumn) } : {};
  const place = { file: path, line: String(line), endLine: String(endLine), ...columns, title: `${rule}/${messageId}` };
  const properties = Object.entries(place).map(([name, value]) => `${name}=${property(value)}`);
  return `::${severity} ${properties.join(",")}::${data(message)}`;
}

/** Escaped for the runner; and a log is read in a terminal as well, which would obey what it is sent. */
function data(text: string): string {
  return visible(text).replace(/%/g, "%25").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
