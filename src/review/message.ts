/** What a message says beside its words: the values of its placeholders. */
export type Data = Readonly<Record<string, string | number | boolean>>;

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/** The names of a template's placeholders, each once, in order of appearance. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map((match) => match[1] as string))];
}

/** The placeholders of a template that hold a line number: those which stand after the word "line". */
export function linePlaceholdersOf(template: string): string[] {
  const lines = [...template.matchAll(placeholder)].filter((match) => /\bline $/i.test(template.slice(0, match.index)));
  return [...new Set(lines.map((match) => match[1] as string))];
}

/**
 * Reads a message's data back out of its text, since ESLint hands on the text alone.
 *
 * A line number comes back as a number, everything else as a string. Where a value contains the very
 * words that follow it, the shortest reading wins.
 *
 * @returns `undefined` where the text was not made from this template.
 */
export function readData(template: string, text: string): Data | undefined {
  const names = placeholdersOf(template);
  const lines = new Set(linePlaceholdersOf(template));
  const match = patternOf(template, names, lines).exec(text);
  if (match === null) return undefined;
  return Object.fromEntries(
    names.map((name, index) => {
      const value = match[index + 1] as string;
      return [name, lines.has(name) ? Number(value) : value];
    }),
  );
}

/** Fills a template as ESLint does. */
export function fillMessage(template: string, data: Data): string {
  return template.replace(placeholder, (whole, name: string) => (Object.hasOwn(data, name) ? String(data[name]) : whole));
}

/** Groups by position, since a placeholder's name need not be a legal name of a group. */
function patternOf(template: string, names: readonly string[], lines: ReadonlySet<string>): RegExp {
  const seen = new Set<string>();
  let source = "";
  let from = 0;
  for (const match of template.matchAll(placeholder)) {
    const name = match[1] as string;
    source += literal(template.slice(from, match.index));
    if (seen.has(name)) source += `\\${String(names.indexOf(name) + 1)}(?!\\d)`;
    else source += lines.has(name) ? "(\\d+)" : "(.*?)";
    seen.add(name);
    from = match.index + match[0].length;
  }
  return new RegExp(`^${source}${literal(template.slice(from))}$`, "su");
}

/** A text as a regular expression that matches it. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
