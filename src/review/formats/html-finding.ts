import { clipped } from "../budget.js";
import { type Comment, messageOf } from "../compose.js";
import type { Finding } from "../finding.js";
import { interleavingOf } from "../interleaving.js";
import type { Templates } from "../templates.js";
import { codeOf } from "./html-code.js";
import { diffHtml } from "./html-diff.js";
import { escaped } from "./html-escape.js";
import type { Facets } from "./html-filters.js";
import { interleavingHtml } from "./html-interleaving.js";
import { blocks, inline } from "./html-prose.js";
import type { SourceText } from "./html-source.js";
import { concernName, type Words } from "./html-words.js";

/** What the findings of a page are told with. */
export interface Telling {
  readonly templates: Templates;
  readonly words: Words;
  readonly facets: Facets;
  source(path: string): SourceText | undefined;
}

/** One finding with all that is told of it; `finding-3` is its address in the page. */
export function findingHtml(comment: Comment, telling: Telling): string {
  const { words, templates, facets } = telling;
  const { finding, number, concern, consequence, suggestion } = comment;
  const [first, ...alternatives] = comment.patches;
  const steps = { told: interleavingOf(finding, templates, "markdown"), drawn: interleavingOf(finding, templates, "plain") };
  const id = `finding-${String(number)}`;
  return [
    `<article class="finding ${finding.severity}" id="${id}" tabindex="-1" aria-labelledby="${id}-title" ${facets.of(comment)}>`,
    `<h3 id="${id}-title"><a class="number" href="#${id}" title="${words.text("page here")}">${String(number)}</a> <span>${titleOf(comment)}</span></h3>`,
    about(finding, words),
    `<p class="message">${messageHtml(finding)}</p>`,
    section("Concern", concern, words),
    codeOf(finding, telling.source(finding.path), words),
    othersOf(comment, words),
    interleavingHtml(steps, words),
    section("Under production load", consequence, words),
    section("Suggestion", suggestion, words),
    first === undefined ? "" : diffHtml(first),
    folded(comment, alternatives.map(diffHtml).join(""), words),
    `<p class="suppress">${words.html("suppress", { rule: `concurrency-review/${finding.rule}` })}</p>`,
    "</article>",
  ].join("");
}

/** The title as HTML; one that quotes a page of code gives way to the name of the check. */
export function titleOf({ title, finding }: Comment): string {
  return title.length <= 500 ? inline(title) : `<code>${escaped(`${finding.rule}/${finding.messageId}`)}</code>`;
}

function about(finding: Finding, words: Words): string {
  const { severity, confidence, concern, rule, messageId, url, path, line, column } = finding;
  const name = `<code>${escaped(`${rule}/${messageId}`)}</code>`;
  const linked = url !== undefined && /^https?:\/\//.test(url) ? `<a href="${escaped(url)}" rel="noreferrer">${name}</a>` : name;
  const parts = [
    `<b class="badge ${severity}">${words.text(severity)}</b>`,
    words.text(confidence),
    concernName(concern, words),
    `<code class="place">${escaped(`${path}:${String(line)}:${String(column)}`)}</code>`,
    linked,
  ];
  return `<ul class="about">${parts.map((part) => `<li>${part}</li>`).join("")}</ul>`;
}

function messageHtml(finding: Finding): string {
  const message = messageOf(finding, "markdown");
  return message.length <= 4000 ? inline(message) : escaped(clipped(finding.message, 1000));
}

function section(name: string, text: string, words: Words): string {
  return text === "" ? "" : `<h4>${words.text(name)}</h4>${blocks(text)}`;
}

function othersOf({ others }: Comment, words: Words): string {
  if (others.length === 0) return "";
  const items = others.map((other) => `<li>${messageHtml(other)} <code class="rule">${escaped(`${other.rule}/${other.messageId}`)}</code></li>`);
  return `<h4>${words.text("At the same place").replace(/[:：]\s*$/, "")}</h4><ul>${items.join("")}</ul>`;
}

function folded({ background }: Comment, alternatives: string, words: Words): string {
  const told =
    background === undefined
      ? ""
      : section("When this is fine", background.fine, words) + section("Trade-offs", background.tradeOffs, words) + section("How to confirm it in production", background.confirm, words);
  if (alternatives === "" && told === "") return "";
  const inside = alternatives === "" || told === "" ? alternatives : `<h4>${words.text("Another way")}</h4>${alternatives}`;
  const summary = background === undefined ? "Another way" : alternatives === "" ? "Background" : "page rest";
  return `<details><summary>${words.text(summary)}</summary>${inside}${told}</details>`;
}
