import type { ShownPatch } from "../compose.js";
import { escaped } from "./html-escape.js";
import { inline } from "./html-prose.js";

/** A patch with its title, what goes and what comes in colour and with its sign. */
export function diffHtml({ title, diff }: ShownPatch): string {
  const rows = diff.split("\n").map((line) => `<span class="${kindOf(line)}">${escaped(line)}</span>`);
  return `<p class="patch">${inline(title)}</p><pre class="diff"><code>${rows.join("")}</code></pre>`;
}

function kindOf(line: string): string {
  if (line.startsWith("@@")) return "hunk";
  if (line.startsWith("+")) return "add";
  return line.startsWith("-") ? "del" : "same";
}
