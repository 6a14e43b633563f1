/** A file of templates: what stands under each `## heading`, and in it under each `### heading`. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What a review says about one message of one rule: Markdown with `{{placeholders}}`, and words alone in `gap` and `row`. */
export interface MessageTemplate {
  /** The sentence of the finding; missing where the rule's own serves. */
  readonly message?: string;
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

/** One rule's file. */
export interface RuleTemplates {
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  /** What the rule demands; `undefined` where its own description serves. */
  readonly description: string | undefined;
  /** The titles of patches, by the id of the suggestion. */
  readonly patches: ReadonlyMap<string, string>;
  /** For each placeholder, values that are words and how the locale says them. */
  readonly words: ReadonlyMap<string, readonly (readonly [value: string, said: string])[]>;
}

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

/** The sections of a file that are no message. */
export const beside = { rule: "Rule", patches: "Patches", words: "Words" } as const;
export const optional = "Message";
export const described = "Description";

/** The parts that a message may have. */
export const parts: readonly string[] = [optional, ...Object.values(headings)];

/** Reads a file of templates; what stands before a first heading is left out. */
export function sectionsOf(markdown: string): Sections {
  return new Map([...sections(markdown, "## ")].map(([heading, text]) => [heading, sections(text, "### ")]));
}

/**
 * Makes sense of one rule's file: a section `## messageId` for each message, and in it one `###` section for each part.
 *
 * @param name names the file in an error
 * @throws {Error} where a part is missing, or one is there that nobody asks for
 */
export function ruleTemplates(file: Sections, name: string): RuleTemplates {
  const others: readonly string[] = Object.values(beside);
  const messages = [...file].filter(([id]) => !others.includes(id));
  return {
    messages: new Map(messages.map(([id, given]) => [id, messageTemplate(given, `${name}, ${id}`)])),
    description: file.get(beside.rule)?.get(described),
    patches: file.get(beside.patches) ?? new Map(),
    words: new Map([...(file.get(beside.words) ?? [])].map(([placeholder, table]) => [placeholder, wordsIn(table, `${name}, ${beside.words}, ${placeholder}`)])),
  };
}

function messageTemplate(given: ReadonlyMap<string, string>, where: string): MessageTemplate {
  const surplus = [...given.keys()].find((heading) => !parts.includes(heading));
  if (surplus !== undefined) throw new Error(`${where}: nobody reads the section "${surplus}".`);
  const part = (heading: string): string => {
    const text = given.get(heading);
    if (text === undefined || text === "") throw new Error(`${where}: the section "${heading}" is missing or empty.`);
    return text;
  };
  const [concern, suggestion, ...more] = part(headings.row).split(/\s*\|\s*/);
  if (concern === undefined || suggestion === undefined || more.length > 0) {
    throw new Error(`${where}: the section "${headings.row}" is not of the form "concern | suggestion".`);
  }
  const message = given.get(optional);
  return {
    ...(message === undefined ? {} : { message }),
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

/** The rows of a table of two columns under its head. */
export function wordsIn(table: string, where: string): [value: string, said: string][] {
  const rows = table.split("\n").filter((line) => line.trim() !== "");
  return rows.slice(2).map((row) => {
    const [value, said, ...more] = row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
    if (value === undefined || value === "" || said === undefined || said === "" || more.length > 0) {
      throw new Error(`${where}: the line "${row}" is not of the form "| value | how it is said |".`);
    }
    return [value, said];
  });
}

/** The text under each heading of one level; what stands before the first is left out, and so is code in a fence. */
export function sections(markdown: string, mark: string): Map<string, string> {
  const found = new Map<string, string[]>();
  let body: string[] | undefined;
  let fence = false;
  for (const line of markdown.replace(/^\ufeff/, "").split(/\r?\n/)) {
    if (line.startsWith("```")) fence = !fence;
    if (!fence && line.startsWith(mark)) found.set(line.slice(mark.length).trim(), (body = []));
    else body?.push(line);
  }
  return new Map([...found].map(([heading, lines]) => [heading, lines.join("\n").trim()]));
}
