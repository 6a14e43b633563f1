import type { Comment, Review } from "../compose.js";
import type { Templates } from "../templates.js";
import { chartOf } from "./html-chart.js";
import { escaped } from "./html-escape.js";
import { type Facets, facetsOf, filtersHtml } from "./html-filters.js";
import { findingHtml, type Telling, titleOf } from "./html-finding.js";
import { pageOf } from "./html-page.js";
import { blocks, inline } from "./html-prose.js";
import { sourcesOf } from "./html-source.js";
import { type Words, wordsOf } from "./html-words.js";

/** A browser still scrolls through these; the rest would only be weight. */
const mostTold = 2000;

/**
 * The review as one HTML file that needs nothing else: no network, no server, and no script to be read.
 *
 * @param review in Markdown; what is HTML in it comes out as text
 * @param source the text of a file; `undefined` where it cannot be had, and then its code is not shown
 */
export function html(review: Review, templates: Templates, source: (path: string) => string | undefined): string {
  const words = wordsOf(templates);
  const comments = review.comments.slice(0, mostTold);
  const facets = facetsOf(comments);
  const telling: Telling = { templates, words, facets, source: sourcesOf(source) };
  if (comments.length === 0) return pageOf(`<main>${assessmentOf(review, comments, words)}</main>`, words);
  const main = [
    `<main>${assessmentOf(review, comments, words)}${overviewOf(comments, facets, words)}`,
    `<section id="findings" tabindex="-1"><h2>${words.text("Findings")}</h2>${capOf(review, comments, words)}${filtersHtml(facets, comments.length, words)}`,
    ...comments.map((comment) => findingHtml(comment, telling)),
    `</section>${closingTable(review, words)}</main>`,
    contentsOf(comments, words),
  ].join("\n");
  return pageOf(main, words);
}

function assessmentOf(review: Review, comments: readonly Comment[], words: Words): string {
  const told = inline(review.assessment.replace(/[\\*_[\]<>&]/g, "\\$&"));
  return `<section class="assessment"><h2>${words.text("General assessment")}</h2><p>${told}</p>${countsOf(review, comments, words)}</section>`;
}

/** They add up: what was found is told, or it is said why not. */
function countsOf({ counts, ofChange }: Review, comments: readonly Comment[], words: Words): string {
  const told = comments.reduce((sum, { others }) => sum + 1 + others.length, 0);
  const untold = counts.inline + counts.summary - told;
  const entries: [string, number][] = [
    ["page found", counts.found],
    ["page told", told],
    ["page places", comments.length],
  ];
  if (untold > 0) entries.push(["page untold", untold]);
  if (ofChange || counts.outside > 0) entries.push(["page outside", counts.outside]);
  entries.push(["page suppressed", counts.suppressed]);
  return `<dl class="counts">${entries.map(([name, count]) => `<div><dt>${words.text(name)}</dt><dd>${String(count)}</dd></div>`).join("")}</dl>`;
}

function overviewOf(comments: readonly Comment[], facets: Facets, words: Words): string {
  return `<section class="overview"><h2>${words.text("page overview")}</h2>${chartOf(comments, (concern) => facets.index("concern", concern), words)}</section>`;
}

function capOf({ comments: all }: Review, comments: readonly Comment[], words: Words): string {
  return all.length === comments.length ? "" : `<p class="cap">${words.html("page cap", { shown: comments.length, all: all.length })}</p>`;
}

function closingTable({ table }: Review, words: Words): string {
  if (table.length === 0) return "";
  const heads = ["Concern", "Suggestion"].map((name) => `<th scope="col">${words.text(name)}</th>`).join("");
  const rows = table.map(({ concern, suggestion }) => `<tr><th scope="row">${inline(concern)}</th><td>${blocks(suggestion)}</td></tr>`).join("");
  return `<section class="closing"><h2>${words.text("In short")}</h2><div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function contentsOf(comments: readonly Comment[], words: Words): string {
  const items = comments.map((comment) => {
    const { number, finding } = comment;
    const place = escaped(`${finding.path.replace(/^.*\//, "")}:${String(finding.line)}`);
    return `<li class="${finding.severity}"><a href="#finding-${String(number)}"><span class="number">${String(number)}</span> <span>${titleOf(comment)}</span> <span class="where">${place}</span></a></li>`;
  });
  return `<nav class="contents" aria-label="${words.text("page contents")}"><ol>${items.join("")}</ol></nav>`;
}
