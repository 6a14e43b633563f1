import type { Comment } from "../compose.js";
import { concernName, type Words } from "./html-words.js";

interface Bar {
  readonly concern: string;
  /** The number of the first finding under it. */
  readonly first: number;
  errors: number;
  warnings: number;
}

/**
 * The findings by concern, the most frequent first: a table whose rows are drawn as bars, errors before warnings.
 *
 * @param index the number under which the page's script knows a concern
 */
export function chartOf(comments: readonly Comment[], index: (concern: string) => number, words: Words): string {
  const bars = barsOf(comments);
  const most = Math.max(1, ...bars.map(({ errors, warnings }) => errors + warnings));
  const rows = bars.map((bar) => {
    const name = `<a href="#finding-${String(bar.first)}" data-pick="${String(index(bar.concern))}">${concernName(bar.concern, words)}</a>`;
    return `<tr><th scope="row">${name}</th><td class="bar">${drawn(bar, most)}</td>${count(bar.errors)}${count(bar.warnings)}</tr>`;
  });
  const heads = [`<th scope="col">${words.text("Concern")}</th>`, `<td class="bar"></td>`, ...["page errors", "page warnings"].map((name) => `<th scope="col">${words.text(name)}</th>`)];
  return `<table class="chart"><caption>${words.text("page chart")}</caption><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function barsOf(comments: readonly Comment[]): Bar[] {
  const bars = new Map<string, Bar>();
  for (const { number, finding, others } of comments) {
    for (const { concern, severity } of [finding, ...others]) {
      const bar = bars.get(concern) ?? { concern, first: number, errors: 0, warnings: 0 };
      bars.set(concern, bar);
      if (severity === "error") bar.errors += 1;
      else bar.warnings += 1;
    }
  }
  return [...bars.values()].sort((a, b) => b.errors + b.warnings - a.errors - a.warnings || a.first - b.first);
}

function count(number: number): string {
  return `<td${number === 0 ? ' class="zero"' : ""}>${String(number)}</td>`;
}

/** Stretched to the width that there is; the numbers beside it say the same. */
function drawn({ errors, warnings }: Bar, most: number): string {
  const share = (count: number): string => String(Math.round((count / most) * 1000) / 10);
  return (
    '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">' +
    `<rect class="error" width="${share(errors)}" height="10"/><rect class="warning" x="${share(errors)}" width="${share(warnings)}" height="10"/></svg>`
  );
}
