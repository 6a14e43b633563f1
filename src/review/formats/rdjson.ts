import { type Material, messageOf, type Review } from "../compose.js";
import type { Finding } from "../finding.js";
import { jsonText } from "../json-text.js";
import { committableEdit } from "../line-edit.js";
import { visible } from "../markup.js";
import type { Templates } from "../templates.js";

/**
 * Diagnostics for reviewdog. What reviewdog can offer to commit has lines and no columns, and stands where its diagnostic
 * does: so a diagnostic with a suggestion names the lines that the suggestion replaces.
 */
export function rdjson({ findings }: Review, material: Pick<Material, "source" | "offers">, templates: Templates): string {
  const diagnostics = findings.map((finding) => diagnosticOf(finding, material, templates));
  const name = "concurrency-review";
  return jsonText({ source: { name, url: "https://github.com/eslint-plugin-concurrency-review/eslint-plugin-concurrency-review" }, diagnostics });
}

function diagnosticOf(finding: Finding, { source, offers }: Pick<Material, "source" | "offers">, templates: Templates): object {
  // an empty text takes the lines out, so that one empty line cannot be told from none
  const edit = committableEdit(finding, source(finding.path), (one) => (one.lines.length !== 1 || one.lines[0] !== "" ? one : undefined), offers);
  const range = edit === undefined ? { start: { line: finding.line }, end: { line: finding.endLine } } : { start: { line: edit.start }, end: { line: edit.end } };
  return {
    message: messageOf(finding, "markdown"),
    location: { path: finding.path, range },
    severity: finding.severity === "error" ? "ERROR" : "WARNING",
    code: { value: `${finding.rule}/${finding.messageId}`, ...(finding.url === undefined ? {} : { url: finding.url }) },
    ...(edit === undefined ? {} : { suggestions: [{ range, text: edit.lines.join("\n") }] }),
    ...relatedOf(finding, templates),
    original_output: visible(`${finding.path}:${String(finding.line)}:${String(finding.column)} ${finding.message}`),
  };
}

/** The other lines that the message names, which reviewdog links. */
function relatedOf({ path, evidence, line, endLine }: Finding, { fill }: Templates): object {
  const others = evidence.filter((number) => number < line || number > endLine);
  if (others.length === 0) return {};
  return { related_locations: others.map((number) => ({ message: fill("line", { line: number }), location: { path, range: { start: { line: number } } } })) };
}
