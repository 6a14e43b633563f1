import type { Finding } from "../finding.js";
import { linePlaceholdersOf } from "../message.js";
import { escaped } from "./html-escape.js";
import type { SourceText, Stretch } from "./html-source.js";
import type { Words } from "./html-words.js";

// the roles that a line can have in a message, each with a word in the frame; those of other names are "named in the finding"
const roles = new Set(
  ("after again assign caller catch created declared detached fails fill handler heard inner leaves log lookUp made metric onward outer pause raise read release " +
    "reset start stop success suspension taken test thrown tries wake work write").split(" "),
);
const around = 2;
const widest = 240;

/** The lines that a finding rests on with the code around them, each marked and labelled with its part. */
export function codeOf(finding: Finding, source: SourceText | undefined, words: Words): string {
  const labels = labelsOf(finding, words);
  const shown = source === undefined ? [] : linesAround([...labels.keys()], source.count);
  if (source === undefined || shown.length === 0) return "";
  const rows = shown.map((number, index) => {
    const gap = index > 0 && number !== (shown[index - 1] ?? 0) + 1 ? '<span class="gap">⋮</span>' : "";
    return gap + row(number, finding, source, labels.get(number));
  });
  return `<pre class="code"><code>${rows.join("")}</code></pre>`;
}

function labelsOf(finding: Finding, words: Words): Map<number, string[]> {
  const labels = new Map<number, string[]>();
  for (const role of linePlaceholdersOf(finding.template)) {
    const line = finding.data[role];
    if (typeof line !== "number") continue;
    const label = words.html(`mark ${roles.has(role) ? role : "other"}`);
    labels.set(line, [...new Set([...(labels.get(line) ?? []), label])]);
  }
  if (!labels.has(finding.line)) labels.set(finding.line, [words.html("mark finding")]);
  return labels;
}

function linesAround(lines: readonly number[], count: number): number[] {
  const near = lines.flatMap((line) => Array.from({ length: 2 * around + 1 }, (_, index) => line - around + index));
  return [...new Set(near)].filter((line) => line >= 1 && line <= count).sort((a, b) => a - b);
}

function row(number: number, finding: Finding, source: SourceText, labels: readonly string[] | undefined): string {
  const own = number === finding.line;
  const code = shadedLine(source, number, own ? rangeIn(source.line(number), finding) : undefined);
  const kind = labels === undefined ? "row" : own ? `row evidence own ${finding.severity}` : "row evidence";
  const note = labels === undefined ? "" : `<span class="note">${labels.join(" · ")}</span>`;
  return `<span class="${kind}"><span class="no">${String(number)}</span><span class="line">${code}</span>${note}</span>`;
}

function rangeIn(text: string, { line, column, endLine, endColumn }: Finding): Stretch {
  const from = Math.min(column - 1, text.length);
  const to = endLine === line ? Math.min(endColumn - 1, text.length) : text.trimEnd().length;
  return { from, to: Math.max(to, Math.min(from + 1, text.length)), shade: undefined };
}

/** Cut where it is long, around what is marked in it. */
function shadedLine(source: SourceText, number: number, marked: Stretch | undefined): string {
  const text = source.line(number);
  const start = text.length <= widest ? 0 : Math.max(0, Math.min((marked?.from ?? 0) - widest / 2, text.length - widest));
  const end = Math.min(text.length, start + widest);
  const inside = source.shades(number, start, end);
  const edges = [start, end, ...[...inside, ...(marked === undefined ? [] : [marked])].flatMap(({ from, to }) => [from, to])];
  const cuts = [...new Set(edges)].filter((edge) => edge >= start && edge <= end).sort((a, b) => a - b);
  let next = 0;
  const pieces = cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    while ((inside[next]?.to ?? Infinity) <= from) next += 1;
    const stretch = inside[next];
    const piece = shaded(text.slice(from, to), stretch !== undefined && stretch.from <= from ? stretch.shade : undefined);
    return marked !== undefined && from >= marked.from && to <= marked.to ? `<mark>${piece}</mark>` : piece;
  });
  return `${start > 0 ? "…" : ""}${pieces.join("")}${end < text.length ? "…" : ""}`;
}

function shaded(text: string, shade: string | undefined): string {
  return shade === undefined ? escaped(text) : `<span class="${shade}">${escaped(text)}</span>`;
}
