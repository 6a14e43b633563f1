import { escaped } from "./html-escape.js";

const span = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/;
const mark = new RegExp(
  [
    span.source,
    /\\([!-/:-@[-`{-~])/.source,
    /&#(8203|96);/.source,
    /\[([^\]\n]+)\]\((https?:\/\/[^\s()]+)\)/.source,
    /\*\*([^*\n]+)\*\*/.source,
    /(?<!\w)\*([^*\s][^*\n]*)\*(?!\w)/.source,
  ].join("|"),
  "gs",
);

/**
 * Turns the Markdown that the review is told in into HTML: paragraphs, lists, tables, fences, code, emphasis and links.
 * Whatever else stands in it, HTML included, comes out as text.
 */
export function blocks(markdown: string): string {
  const found: string[] = [];
  for (const { fence, text } of parted(markdown)) {
    if (fence) found.push(`<pre class="plain"><code>${escaped(text)}</code></pre>`);
    else if (/^\s*\|/.test(text)) found.push(table(text));
    else if (/^\s*(?:[-*]|\d+\.) /.test(text)) found.push(list(text));
    else found.push(`<p>${inline(text)}</p>`);
  }
  return found.join("");
}

/** One paragraph's worth of Markdown as HTML. */
export function inline(markdown: string): string {
  let html = "";
  let from = 0;
  for (const match of markdown.matchAll(mark)) {
    html += escaped(markdown.slice(from, match.index)) + marked(match);
    from = match.index + match[0].length;
  }
  return html + escaped(markdown.slice(from));
}

function marked(match: RegExpExecArray): string {
  const [, , code, literal, entity, label, address, strong, emphasis] = match;
  // a space of no width only keeps forges from taking a word for a command
  if (entity !== undefined) return entity === "96" ? "`" : "";
  if (code !== undefined) return `<code>${escaped(/^ .*[^ ].* $/s.test(code) ? code.slice(1, -1) : code)}</code>`;
  if (literal !== undefined) return escaped(literal);
  if (label !== undefined && address !== undefined) return `<a href="${escaped(address)}" rel="noreferrer">${inline(label)}</a>`;
  return strong === undefined ? `<em>${inline(emphasis ?? "")}</em>` : `<strong>${inline(strong)}</strong>`;
}

/** Blocks stand apart by blank lines, but for those within a fence. */
function parted(markdown: string): { fence: boolean; text: string }[] {
  const found: { fence: boolean; lines: string[] }[] = [];
  let open: string | undefined;
  let block: string[] | undefined;
  for (const line of markdown.split("\n")) {
    const ticks = /^(`{3,})/.exec(line)?.[1];
    if (open !== undefined) {
      if (ticks === open && line === open) open = block = undefined;
      else block?.push(line);
    } else if (ticks !== undefined) {
      open = ticks;
      found.push({ fence: true, lines: (block = []) });
    } else if (line.trim() === "") block = undefined;
    else if (block === undefined) found.push({ fence: false, lines: (block = [line]) });
    else block.push(line);
  }
  return found.map(({ fence, lines }) => ({ fence, text: lines.join("\n") }));
}

function list(text: string): string {
  const items = text.split(/\n(?=\s*(?:[-*]|\d+\.) )/).map((item) => `<li>${inline(item.replace(/^\s*(?:[-*]|\d+\.) /, ""))}</li>`);
  const tag = /^\s*\d/.test(text) ? "ol" : "ul";
  return `<${tag}>${items.join("")}</${tag}>`;
}

function table(text: string): string {
  const [head = [], ...rows] = text.split("\n").map(cellsOf).filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)));
  const headings = head.map((cell) => `<th scope="col">${inline(cell)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`).join("");
  return `<div class="scroll"><table><thead><tr>${headings}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A bar within code or behind a backslash does not end a cell. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  const bar = new RegExp(`${span.source}|\\\\.|\\||[^\\\\|\`]+|.`, "gs");
  for (const [piece] of line.trim().replace(/^\||\|$/g, "").matchAll(bar)) {
    if (piece !== "|") cell += piece;
    else {
      cells.push(cell);
      cell = "";
    }
  }
  return [...cells, cell].map((text) => text.trim());
}
