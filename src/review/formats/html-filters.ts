import type { Comment } from "../compose.js";
import type { Finding } from "../finding.js";
import { escaped } from "./html-escape.js";
import { concernName, type Words } from "./html-words.js";

const names = ["severity", "confidence", "concern", "rule", "file"] as const;

type Name = (typeof names)[number];

/** By what the findings of a page can be told apart. */
export interface Facets {
  /** The values of each, in the order in which a reader looks for them. */
  readonly values: Readonly<Record<Name, readonly string[]>>;
  /** The number under which the page knows a value. */
  index(name: Name, value: string): number;
  /** The attributes of an article, by which the script finds it; a place that several rules speak of is found under each. */
  of(comment: Comment): string;
}

const valueOf: Readonly<Record<Name, (finding: Finding) => string>> = {
  severity: ({ severity }) => severity,
  confidence: ({ confidence }) => confidence,
  concern: ({ concern }) => concern,
  rule: ({ rule }) => rule,
  file: ({ path }) => path,
};
const graded: Readonly<Partial<Record<Name, readonly string[]>>> = { severity: ["error", "warning"], confidence: ["proved", "likely", "possible"] };

export function facetsOf(comments: readonly Comment[]): Facets {
  const findings = comments.flatMap(({ finding, others }) => [finding, ...others]);
  const valuesOf = (name: Name): readonly string[] => {
    const present = new Set(findings.map(valueOf[name]));
    return graded[name]?.filter((value) => present.has(value)) ?? [...present].sort();
  };
  const values = { severity: valuesOf("severity"), confidence: valuesOf("confidence"), concern: valuesOf("concern"), rule: valuesOf("rule"), file: valuesOf("file") };
  const numbers = new Map(names.map((name) => [name, new Map(values[name].map((value, number) => [value, number]))]));
  const index = (name: Name, value: string): number => numbers.get(name)?.get(value) ?? -1;
  return {
    values,
    index,
    of: ({ finding, others }) =>
      names.map((name) => `data-${name}="${[...new Set([finding, ...others].map((one) => index(name, valueOf[name](one))))].join(" ")}"`).join(" "),
  };
}

/** The bar over the findings. It does nothing without the page's script, which shows it. */
export function filtersHtml({ values }: Facets, all: number, words: Words): string {
  const labels: Readonly<Record<Name, string>> = {
    severity: "page severity",
    confidence: "page confidence",
    concern: "Concern",
    rule: "page rule",
    file: "page file",
  };
  const selects = names.filter((name) => values[name].length > 1).map((name) => select(name, words.text(labels[name]), values[name], words));
  return [
    `<form class="filters scripted" role="search" aria-label="${words.text("page filters")}">`,
    `<label class="search"><span>${words.text("page search")}</span><input type="search" id="search" autocomplete="off" spellcheck="false"></label>`,
    ...selects,
    `<button type="reset">${words.text("page reset")}</button>`,
    `<p role="status" data-shown="${words.text("page shown", { shown: "{shown}", all })}" data-none="${words.text("page none")}">${words.text("page shown", { shown: all, all })}</p>`,
    "</form>",
  ].join("");
}

function select(name: Name, label: string, values: readonly string[], words: Words): string {
  const told = (value: string): string => (name in graded ? words.text(value) : name === "concern" ? concernName(value, words) : escaped(value));
  const options = values.map((value, number) => `<option value="${String(number)}">${told(value)}</option>`);
  return `<label><span>${label}</span><select name="${name}"><option value="">${words.text("page any")}</option>${options.join("")}</select></label>`;
}
