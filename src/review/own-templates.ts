import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { placeholdersOf } from "./message.js";
import { nearest } from "./nearest.js";
import { beside, described, parts, sections, type Sections, sectionsOf, wordsIn } from "./template-file.js";

/** The texts of messages and suggestions by their ids, for each rule. */
export type RuleMessages = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a team says in place of what is shipped. */
export interface OwnTemplates {
  readonly phrases: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, Sections>;
}

/** What there is to be replaced. */
interface Shipped extends OwnTemplates {
  readonly messages: RuleMessages;
}

/** A sentence says one thing of many findings at once, so it has no values. */
const withoutValues = ["Gap", "In the table"];

/**
 * Reads a folder of templates that take the place of those which are shipped.
 *
 * @throws {Error} for a file, section or placeholder that there is none of, with the nearest name, and where the folder
 * cannot be read
 */
export function ownTemplates(folder: string, shipped: Shipped): OwnTemplates {
  const names = filesIn(folder);
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  for (const name of names) mustBe(name.slice(0, -3), ["review", ...shipped.rules.keys()], join(folder, name), (given) => `there is no rule ${given}`);
  const frame = names.find((name) => name === "review.md");
  const rules = names.filter((name) => name !== frame).map((name) => [name.slice(0, -3), sectionsOf(text(name))] as const);
  const phrases = frame === undefined ? new Map<string, string>() : sections(text(frame), "## ");
  for (const [heading, phrase] of phrases) checkPhrase(heading, phrase, shipped, join(folder, "review.md"));
  for (const [rule, file] of rules) checkRule(rule, file, shipped, join(folder, `${rule}.md`));
  return { phrases, rules: new Map(rules) };
}

function filesIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === "ENOENT" ? "there is no such folder" : code === "ENOTDIR" ? "it is not a folder" : (code ?? "it cannot be opened");
    throw new Error(`${folder} cannot be read: ${why}; --templates takes a folder of Markdown files.`);
  }
  const files = names.filter((name) => name.endsWith(".md")).sort();
  if (files.length === 0) throw new Error(`${folder} holds no templates: a template is a Markdown file with the name of a rule, or review.md.`);
  return files;
}

function checkPhrase(heading: string, phrase: string, { phrases }: Shipped, where: string): void {
  mustBe(heading, [...phrases.keys()], where, (given) => `there is no section "## ${given}"`);
  checkText(phrase, placeholdersOf(phrases.get(heading) ?? ""), `${where}, ${heading}`);
}

function checkRule(rule: string, file: Sections, { rules, messages }: Shipped, where: string): void {
  const known = rules.get(rule) ?? new Map<string, never>();
  const texts = messages[rule];
  for (const [heading, given] of file) {
    mustBe(heading, [...known.keys(), ...Object.values(beside)], where, (name) => `the rule has no message ${name}`);
    const values = placeholdersIn(heading, known, texts);
    for (const [part, text] of given) {
      mustBe(part, partsOf(heading, known, texts), `${where}, ${heading}`, (name) => `there is no section "### ${name}"`);
      if (heading === beside.words) wordsIn(text, `${where}, ${heading}, ${part}`);
      else if (withoutValues.includes(part)) checkText(text, [], `${where}, ${heading}, ${part}`);
      else if (values !== undefined) checkText(text, values, `${where}, ${heading}, ${part}`);
    }
  }
}

function partsOf(heading: string, known: Sections, texts: RuleMessages[string] | undefined): readonly string[] {
  if (heading === beside.rule) return [described];
  const given = [...(known.get(heading)?.keys() ?? [])];
  if (heading === beside.patches) return [...given, ...Object.keys(texts ?? {}).filter((id) => !known.has(id))];
  if (heading === beside.words) return [...given, ...Object.values(texts ?? {}).flatMap(placeholdersOf)];
  return parts;
}

/** `undefined` where it cannot be told. */
function placeholdersIn(heading: string, known: Sections, texts: RuleMessages[string] | undefined): readonly string[] | undefined {
  if (heading === beside.rule) return [];
  if (texts === undefined) return undefined;
  return known.has(heading) && texts[heading] !== undefined ? placeholdersOf(texts[heading]) : Object.values(texts).flatMap(placeholdersOf);
}

function checkText(text: string, known: readonly string[], where: string): void {
  if (text === "") throw new Error(`${where}: the section is empty; leave it out to keep the text that is shipped.`);
  const [action] = /^\/\w+/m.exec(text) ?? [];
  if (action !== undefined) throw new Error(`${where}: GitLab would carry out the line that begins with ${action} whenever the review is posted; begin it with another word.`);
  for (const name of placeholdersOf(text)) mustBe(name, known, where, (given) => `there is no placeholder {{${given}}} here`);
}

function mustBe(given: string, known: readonly string[], where: string, objection: (given: string) => string): void {
  if (known.includes(given)) return;
  const meant = nearest(given, known);
  const names = [...new Set(known)];
  const way = meant === undefined ? (names.length === 0 ? "leave it out" : `there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}`) : `did you mean ${meant}?`;
  throw new Error(`${where}: ${objection(given)}; ${way}${way.endsWith("?") ? "" : "."}`);
}
