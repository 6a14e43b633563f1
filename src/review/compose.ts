import { diffOf, linesOf, type NumberedLine } from "./excerpt.js";
import { byPlace, type Finding, namedLines, wholeMessage } from "./finding.js";
import { fingerprintsOf } from "./fingerprints.js";
import { enumerated } from "./joined.js";
import { localised } from "./localise.js";
import type { Markup } from "./markup.js";
import { inlineCode, prose } from "./markup.js";
import { bySeriousness, mergeByPlace, type Place } from "./merge.js";
import type { Offers } from "./offers.js";
import { render } from "./render.js";
import type { Counts, Selection } from "./select.js";
import type { MessageTemplate } from "./template-file.js";
import type { Templates } from "./templates.js";

/** What a review is made from. */
export interface Material {
  readonly selection: Selection;
  /** How many files were read. */
  readonly files: number;
  /** Whether only a change was asked for. */
  readonly ofChange: boolean;
  /** The text of a file that has findings; `undefined` where it cannot be had. */
  source(path: string): string | undefined;
  /** Whether a patch may be committed with a click; by default, where its tokens fit. */
  readonly offers?: Offers | undefined;
  /** The name that a renamed file had before the change. */
  readonly formerly?: ReadonlyMap<string, string> | undefined;
  /** Whether the assessment names findings by their numbers; by default it does. */
  readonly numbered?: boolean | undefined;
}

export interface ShownPatch {
  readonly title: string;
  /** The body of a unified diff. */
  readonly diff: string;
}

/** What is said of one place. All texts are in the markup that was asked for. */
export interface Comment {
  readonly number: number;
  readonly finding: Finding;
  /** What other rules say of the same place. */
  readonly others: readonly Finding[];
  readonly title: string;
  /** The message: what happens here, with names and lines. */
  readonly message: string;
  /** The risk. */
  readonly concern: string;
  readonly consequence: string;
  readonly suggestion: string;
  /** Told once for each kind of finding, with the first of it. */
  readonly background: Background | undefined;
  /** The line that the finding stands on and those that its message names, ascending. */
  readonly lines: readonly NumberedLine[];
  readonly patches: readonly ShownPatch[];
}

export interface Background {
  readonly fine: string;
  readonly tradeOffs: string;
  readonly confirm: string;
}

export interface Review {
  readonly assessment: string;
  readonly comments: readonly Comment[];
  readonly table: readonly { readonly concern: string; readonly suggestion: string }[];
  readonly counts: Counts;
  /** Every finding that is told, one for one, by path and place. */
  readonly findings: readonly Finding[];
  /** Those that a comment or a suppressions file took out. */
  readonly suppressed: readonly Finding[];
  /** Of every finding, told or not, the name that it keeps while the code around it changes. */
  readonly fingerprints: ReadonlyMap<Finding, string>;
  readonly files: number;
  readonly ofChange: boolean;
}

/**
 * Turns the chosen findings into a review: a general assessment, one comment a place with the gravest first, and the
 * closing table. The same material gives the same review, to the byte.
 *
 * @throws {Error} where a template asks for a placeholder that its message does not have
 */
export function compose(material: Material, templates: Templates, markup: Markup): Review {
  const { selection, files, ofChange } = material;
  const told = new Map([...selection.inline, ...selection.suppressed].map((finding) => [finding, localised(finding, templates)]));
  const [inline, suppressed] = [selection.inline, selection.suppressed].map((findings) => findings.flatMap((finding) => told.get(finding) ?? [])) as [Finding[], Finding[]];
  const places = mergeByPlace(inline).sort(
    (a, b) => bySeriousness(a.lead, b.lead) || byPlace(a.lead, b.lead),
  );
  const kinds = kindsOf(places, templates);
  return {
    assessment: assessmentOf(material, places, kinds, templates),
    comments: places.map((place, index) => commentOf(place, index + 1, kinds, material, templates, markup)),
    table: tableOf(kinds),
    counts: selection.counts,
    findings: [...inline].sort(byPlace),
    suppressed: [...suppressed].sort(byPlace),
    fingerprints: fingerprintsIn(material, told),
    files,
    ofChange,
  };
}

/** A name does not depend on the locale, and a finding is known by it before and after it was told. */
function fingerprintsIn({ selection, formerly, ...material }: Material, told: ReadonlyMap<Finding, Finding>): Map<Finding, string> {
  const fingerprints = fingerprintsOf([...selection.inline, ...selection.outside, ...selection.suppressed], (path) => material.source(path), formerly);
  for (const [given, localisedOne] of told) fingerprints.set(localisedOne, fingerprints.get(given) ?? "");
  return fingerprints;
}

/** The findings of one message of one rule, by their numbers in the review. */
interface Kind {
  readonly numbers: number[];
  readonly finding: Finding;
  readonly template: MessageTemplate | undefined;
}

function kindOf({ rule, messageId }: Finding): string {
  return `${rule}/${messageId}`;
}

/** None for a message whose parts are not known: a template would ask for them. */
function templateOf({ rule, messageId, template }: Finding, templates: Templates): MessageTemplate | undefined {
  return template === wholeMessage ? undefined : templates.of(rule, messageId);
}

/** In the order in which the review comes to speak of them. */
function kindsOf(places: readonly Place[], templates: Templates): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const [index, { lead }] of places.entries()) {
    const kind = kinds.get(kindOf(lead)) ?? { numbers: [], finding: lead, template: templateOf(lead, templates) };
    kind.numbers.push(index + 1);
    kinds.set(kindOf(lead), kind);
  }
  return kinds;
}

function tableOf(kinds: ReadonlyMap<string, Kind>): { concern: string; suggestion: string }[] {
  const rows = [...kinds.values()].flatMap(({ template }) => (template === undefined ? [] : [template.row]));
  return rows.filter((row, index) => index === rows.findIndex((other) => same(other, row)));
}

function same(a: MessageTemplate["row"], b: MessageTemplate["row"]): boolean {
  return a.concern === b.concern && a.suggestion === b.suggestion;
}

function assessmentOf(
  { files, ofChange, selection, numbered = true }: Material,
  places: readonly Place[],
  kinds: ReadonlyMap<string, Kind>,
  templates: Templates,
): string {
  const { fill } = templates;
  const scope = fill(files === 1 ? "one file" : "several files", { files });
  if (places.length === 0) return fill(ofChange ? "nothing in the change" : "nothing found", { scope, outside: selection.counts.outside });
  const sound = files - new Set(selection.inline.map(({ path }) => path)).size;
  const gaps = [...kinds.values()].map((kind) => {
    const gap = kind.template?.gap ?? kindOf(kind.finding);
    return numbered ? fill("gap", { gap, where: numbersOf(kind.numbers, templates) }) : gap;
  });
  const opening = fill(places.length === 1 ? "one gap" : ofChange ? "gaps in the change" : "gaps", { gaps: listed(gaps, templates) });
  return sound > 0 ? fill("two sentences", { first: fill("credit", { sound, scope }), second: opening }) : opening;
}

function numbersOf(numbers: readonly number[], templates: Templates): string {
  const { fill } = templates;
  const [first, last] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  if (numbers.length === 1) return fill("one number", { first });
  const inARow = last - first === numbers.length - 1 && numbers.length > 2;
  if (inARow) return fill("numbers in a row", { first, last });
  if (numbers.length > 5) return fill("many numbers", { numbers: enumerated(numbers.slice(0, 4).map(String), templates), more: numbers.length - 4 });
  return fill("some numbers", { numbers: enumerated(numbers.slice(0, -1).map(String), templates), last });
}

function listed(parts: readonly string[], { fill }: Templates): string {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return first;
  if (others.length === 0) return fill("list of two", { first, last });
  return fill("end of a list", { list: others.reduce((list, item) => fill("list", { list, item }), first), last });
}

function commentOf(
  { lead, others }: Place,
  number: number,
  kinds: ReadonlyMap<string, Kind>,
  material: Material,
  templates: Templates,
  markup: Markup,
): Comment {
  const kind = kinds.get(kindOf(lead));
  const template = templateOf(lead, templates);
  const fill = (text: string | undefined): string => (text === undefined ? "" : render(text, lead.told?.data ?? lead.data, markup));
  const text = material.source(lead.path)?.replace(/^\ufeff/, "");
  return {
    number,
    finding: lead,
    others,
    title: template === undefined ? prose(lead.message, markup) : fill(template.title),
    message: messageOf(lead, markup),
    concern: hedgedConcern(lead, fill(template?.concern), template, templates),
    consequence: fill(template?.consequence),
    suggestion: template === undefined ? "" : hedgedSuggestion(lead, fill(template.suggestion), templates),
    background:
      template === undefined || kind?.numbers[0] !== number
        ? undefined
        : { fine: fill(template.fine), tradeOffs: fill(template.tradeOffs), confirm: fill(template.confirm) },
    lines: text === undefined ? [] : linesOf(text, [lead.line, ...namedLines(lead.template, lead.data)]),
    patches: text === undefined ? [] : lead.patches.map((patch) => ({ title: prose(patch.title, markup), diff: diffOf(text, patch) })),
  };
}

/** The message with its code marked up exactly, whatever backticks that code holds. */
export function messageOf(finding: Finding, markup: Markup): string {
  const { template, data } = finding.told ?? finding;
  try {
    return render(template, data, markup);
  } catch {
    return prose(finding.message, markup);
  }
}

/** The message of a finding that stands in a list, with the name of its rule. */
export function itemOf(finding: Finding, { fill }: Templates): string {
  return fill("with its rule", { message: messageOf(finding, "markdown"), rule: `\`${finding.rule}/${finding.messageId}\`` });
}

/** A plain statement only for what is more than possible. */
function hedgedConcern(finding: Finding, concern: string, template: MessageTemplate | undefined, { fill }: Templates): string {
  if (template === undefined || finding.confidence !== "possible") return concern;
  return fill("two sentences", { first: fill("doubt", { gap: template.gap }), second: concern });
}

/** Asks outright only where the defect is proved. */
function hedgedSuggestion(finding: Finding, suggestion: string, { fill }: Templates): string {
  const capitalised = suggestion.charAt(0).toUpperCase() + suggestion.slice(1);
  return fill(finding.confidence === "proved" ? "outright" : "way out", { suggestion, capitalised });
}

/** Where a finding stands: `src/upload.ts:12:9`. */
export function placeOf(finding: Finding, markup: Markup): string {
  return inlineCode(`${finding.path}:${String(finding.line)}:${String(finding.column)}`, markup);
}
