import { readFileSync } from "node:fs";
import type plugin from "../../src/plugin.js";
import { loadTemplates, type Locale, type MessageTemplate, type Templates } from "../../src/review/index.js";
import { sections } from "../../src/review/template-file.js";

/** What templates are asked for: a rule's messages, and the titles of its patches. */
export interface RuleTold {
  readonly rule: string;
  readonly messages: Readonly<Record<string, string>>;
  readonly suggestions: Readonly<Record<string, string>>;
}

interface Meta {
  readonly messages: Readonly<Record<string, string>>;
  readonly docs: { readonly confidence: Readonly<Record<string, string>> };
}

export function rulesTold({ rules }: typeof plugin): RuleTold[] {
  return Object.entries(rules).map(([rule, { meta }]) => {
    const { messages, docs } = meta as unknown as Meta;
    const isMessage = (id: string): boolean => Object.hasOwn(docs.confidence, id);
    const picked = (wanted: boolean): Record<string, string> => Object.fromEntries(Object.entries(messages).filter(([id]) => isMessage(id) === wanted));
    return { rule, messages: picked(true), suggestions: picked(false) };
  });
}

export function messagesOf(given: typeof plugin): { rule: string; messageId: string; text: string }[] {
  return rulesTold(given).flatMap(({ rule, messages }) => Object.entries(messages).map(([messageId, text]) => ({ rule, messageId, text })));
}

/** All texts of a template but those of its line in the table. */
export function partsOf(template: MessageTemplate | undefined): string[] {
  if (template === undefined) return [];
  return Object.values(template).filter((part): part is string => typeof part === "string");
}

const loaded = new Map<Locale, Templates>();

export function loadedOnce(locale: Locale): Templates {
  const templates = loaded.get(locale) ?? loadTemplates(locale);
  loaded.set(locale, templates);
  return templates;
}

export function framePhrases(locale: Locale): Map<string, string> {
  return sections(readFileSync(new URL(`../../src/review/templates/${locale}/review.md`, import.meta.url), "utf8"), "## ");
}

/** Chinese characters, and words of other scripts; a span of code is one word. */
export function lengthOf(text: string): number {
  const plain = text.replace(/`[^`]*`/g, " code ");
  return (plain.match(/\p{Script=Han}|[\p{Script=Latin}\p{N}'’{}_-]+/gu) ?? []).length;
}
