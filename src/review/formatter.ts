import { compose, type Material, type Review } from "./compose.js";
import { findingsOf, type LintResult, type RulesMeta } from "./finding.js";
import type { Markup } from "./markup.js";
import { select } from "./select.js";
import { loadTemplates, type Templates } from "./templates.js";

/** What ESLint hands to a formatter. */
export interface Context {
  readonly cwd: string;
  readonly rulesMeta: RulesMeta;
}

/** A linted file; its text is there where it has messages. */
export interface Result extends LintResult {
  readonly source?: string | undefined;
}

type Format = (review: Review, material: Material, templates: Templates) => string;

/**
 * Makes a formatter for ESLint of a format. It tells what our rules found, under whatever name the configuration has the
 * plugin, and leaves out what others did. ESLint gives a formatter no options, so the locale is named by the environment
 * variable `CONCURRENCY_REVIEW_LOCALE`.
 *
 * @throws {Error} for a locale that there is none of
 */
export function formatterOf(markup: Markup, format: Format): (results: readonly Result[], context: Context) => string {
  return (results, { cwd, rulesMeta }) => {
    const own = Object.fromEntries(Object.entries(rulesMeta).filter(([, { docs }]) => docs?.confidence !== undefined));
    const found = results.map((result) => ({ result, told: findingsOf(result, own, cwd), taken: findingsOf(result, own, cwd, "suppressedMessages") }));
    const sources = new Map(found.flatMap(({ result, told, taken }) => [...told, ...taken].map(({ path }) => [path, result.source] as const)));
    const material: Material = {
      selection: select(found.flatMap(({ told }) => told), found.flatMap(({ taken }) => taken)),
      files: results.length,
      ofChange: false,
      source: (path) => sources.get(path),
    };
    const templates = loadTemplates(process.env["CONCURRENCY_REVIEW_LOCALE"] ?? "en");
    return format(compose(material, templates, markup), material, templates);
  };
}
