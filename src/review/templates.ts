import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a review says about one message of one rule: Markdown with `{{placeholders}}`, and words alone in `row`. */
export interface MessageTemplate {
  /** The observable consequence. */
  readonly title: string;
  /** The defect as a noun phrase in the plural, to go on a sentence that lists gaps. */
  readonly gap: string;
  /** The risk. */
  readonly concern: string;
  readonly consequence: string;
  /** A verb phrase, to follow "It might be safer to". */
  readonly suggestion: string;
  readonly fine: string;
  /** A table: option, cost, benefit, when. */
  readonly tradeOffs: string;
  readonly confirm: string;
  /** The line of the closing table. */
  readonly row: { readonly concern: string; readonly suggestion: string };
}

export interface Templates {
  /** The template of a message; `undefined` for a rule or message that has none. */
  of(rule: string, messageId: string): MessageTemplate | undefined;
  /**
   * A phrase of the review's frame: headings, the general assessment, figures of speech.
   *
   * @throws {Error} where the locale has no such phrase
   */
  phrase(name: string): string;
}

const frame = "review";

const headings = {
  title: "Title",
  gap: "Gap",
  concern: "Concern",
  consequence: "Under production load",
  suggestion: "Suggestion",
  fine: "When this is fine",
  tradeOffs: "Trade-offs",
  confirm: "How to confirm it in production",
  row: "In the table",
} as const;

/**
 * Reads the templates of a locale, one file a rule.
 *
 * @throws {Error} that names the file and the section which does not fit
 */
export function loadTemplates(locale = "en"): Templates {
  const folder = fileURLToPath(new URL(`./templates/${locale}/`, import.meta.url));
  if (!existsSync(folder)) throw new Error(`There are no templates for the locale ${locale}.`);
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
  const texts = new Map(files.map((name) => [name.slice(0, -3), readFileSync(join(folder, name), "utf8")]));
  const phrases = sections(texts.get(frame) ?? "", "## ");
  texts.delete(frame);
  const rules = new Map([...texts].map(([rule, text]) => [rule, parseTemplates(text, `${locale}/${rule}.md`)]));
  return {
    of: (rule, messageId) => rules.get(rule)?.get(messageId),
    phrase(name) {
      const phrase = phrases.get(name);
      if (phrase === undefined) throw new Error(`${locale}/${frame}.md has no section "## ${name}".`);
      return phrase;
    },
  };
}

/**
 * Reads one rule's file: a section `## messageId` for each message, and in it one `###` section for each part.
 *
 * @param name names the file in an error
 * @throws {Error} where a part is missing, or one is there that nobody asks for
 */
export function parseTemplates(markdown: string, name: string): Map<string, MessageTemplate> {
  const messages = sections(markdown, "## ");
  return new Map([...messages].map(([id, text]) => [id, messageTemplate(sections(text, "### "), `${name}, ${id}`)]));
}

function messageTemplate(parts: ReadonlyMap<string, string>, where: string): MessageTemplate {
  const wanted: readonly string[] = Object.values(headings);
  const surplus = [...parts.keys()].find((heading) => !wanted.includes(heading));
  if (surplus !== undefined) throw new Error(`${where}: nobody reads the section "${surplus}".`);
  const part = (heading: string): string => {
    const text = parts.get(heading);
    if (text === undefined || text === "") throw new Error(`${where}: the section "${heading}" is missing or empty.`);
    return text;
  };
  const [concern, suggestion, ...more] = part(headings.row).split(/\s*\|\s*/);
  if (concern === undefined || suggestion === undefined || more.length > 0) {
    throw new Error(`${where}: the section "${headings.row}" is not of the form "concern | suggestion".`);
  }
  return {
    title: part(headings.title),
    gap: part(headings.gap),
    concern: part(headings.concern),
    consequence: part(headings.consequence),
    suggestion: part(headings.suggestion),
    fine: part(headings.fine),
    tradeOffs: part(headings.tradeOffs),
    confirm: part(headings.confirm),
    row: { concern, suggestion },
  };
}

/** The text under each heading of one level; what stands before the first is left out, and so is code in a fence. */
function sections(markdown: string, mark: string): Map<string, string> {
  const found = new Map<string, string[]>();
  let body: string[] | undefined;
  let fence = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith("```")) fence = !fence;
    if (!fence && line.startsWith(mark)) found.set(line.slice(mark.length).trim(), (body = []));
    else body?.push(line);
  }
  return new Map([...found].map(([heading, lines]) => [heading, lines.join("\n").trim()]));
}
