import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fillMessage, readData } from "./message.js";
import { render } from "./render.js";
import { type MessageTemplate, type RuleTemplates, ruleTemplates, sections, type Sections, sectionsOf } from "./template-file.js";
import { type OwnTemplates, ownTemplates, type RuleMessages } from "./own-templates.js";

export const locales = ["en", "zh-CN"] as const;

export type Locale = (typeof locales)[number];

export interface Templates {
  /** The template of a message; `undefined` for a rule or message that has none. */
  of(rule: string, messageId: string): MessageTemplate | undefined;
  /** What a rule demands; `undefined` where its own description serves. */
  description(rule: string): string | undefined;
  /** The title of a patch; `undefined` where the rule's own serves. */
  patch(rule: string, suggestionId: string): string | undefined;
  /** How the locale says the value of a placeholder; code and what has no other words stay as they are. */
  word(rule: string, placeholder: string, value: string): string;
  /**
   * A phrase of the review's frame: headings, the general assessment, figures of speech.
   *
   * @throws {Error} where the locale has no such phrase
   */
  readonly phrase: (name: string) => string;
  /**
   * A phrase with its placeholders filled. What goes in is marked up already.
   *
   * @throws {Error} where the locale has no such phrase, or asks for something else
   */
  readonly fill: (name: string, data: Readonly<Record<string, string | number>>) => string;
}

/** A team's own templates, and what they may ask for. */
export interface Own {
  readonly folder: string;
  /** The texts of a rule's messages and suggestions; placeholders of a rule that is not in it are not looked at. */
  readonly messages: RuleMessages;
}

const frame = "review";

/**
 * Reads the templates of a locale, one file a rule.
 *
 * @param own takes the place of what is shipped, section by section
 * @throws {Error} that names the file and the section which does not fit, in one sentence
 */
export function loadTemplates(locale = "en", own?: Own): Templates {
  const folder = folderOf(locale);
  const names = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== `${frame}.md`);
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const phrases = sections(read(`${frame}.md`), "## ");
  const shipped = new Map(names.map((name) => [name.slice(0, -3), sectionsOf(read(name))]));
  const mine: OwnTemplates = own === undefined ? { phrases: new Map(), rules: new Map() } : ownTemplates(own.folder, { phrases, rules: shipped, messages: own.messages });
  const rules = [...shipped].map(([rule, file]) => [rule, ruleTemplates(overlaid(file, mine.rules.get(rule)), `${locale}/${rule}.md`)] as const);
  return templatesOf(new Map(rules), new Map([...phrases, ...mine.phrases]), `${locale}/${frame}.md`);
}

function folderOf(locale: string): string {
  if (!(locales as readonly string[]).includes(locale)) throw new Error(`There are no templates for the locale ${locale}.`);
  return fileURLToPath(new URL(`./templates/${locale}/`, import.meta.url));
}

function overlaid(file: Sections, own: Sections | undefined): Sections {
  const changed = [...(own ?? [])].map(([heading, given]) => [heading, new Map([...(file.get(heading) ?? []), ...given])] as const);
  return new Map([...file, ...changed]);
}

function templatesOf(rules: ReadonlyMap<string, RuleTemplates>, phrases: ReadonlyMap<string, string>, name: string): Templates {
  const phrase = (wanted: string): string => {
    const found = phrases.get(wanted);
    if (found === undefined) throw new Error(`${name} has no section "## ${wanted}".`);
    return found;
  };
  return {
    of: (rule, messageId) => rules.get(rule)?.messages.get(messageId),
    description: (rule) => rules.get(rule)?.description,
    patch: (rule, suggestionId) => rules.get(rule)?.patches.get(suggestionId),
    word: (rule, placeholder, value) => said(rules.get(rule)?.words.get(placeholder) ?? [], value),
    phrase,
    fill: (wanted, data) => render(phrase(wanted), data, "plain"),
  };
}

function said(words: readonly (readonly [string, string])[], value: string): string {
  for (const [english, translation] of words) {
    const held = readData(english, value);
    if (held !== undefined) return fillMessage(translation, held);
  }
  return value;
}

/**
 * Reads one rule's file: a section `## messageId` for each message, and in it one `###` section for each part.
 *
 * @param name names the file in an error
 * @throws {Error} where a part is missing, or one is there that nobody asks for
 */
export function parseTemplates(markdown: string, name: string): ReadonlyMap<string, MessageTemplate> {
  return ruleTemplates(sectionsOf(markdown), name).messages;
}
