import { relative, resolve } from "node:path";
import { loadTemplates, type RuleMessages, type Templates } from "../review/index.js";
import type { Arguments } from "./args.js";
import { Problem } from "./problem.js";

/**
 * The templates of the locale that was asked for, with the team's own in their places.
 *
 * @throws {Problem} for a file, section or placeholder that there is none of
 */
export async function templatesFor({ locale, templates: folder }: Pick<Arguments, "locale" | "templates">, cwd: string): Promise<Templates> {
  if (folder === undefined) return loadTemplates(locale);
  const messages = await ruleMessages();
  try {
    return loadTemplates(locale, { folder: relative(process.cwd(), resolve(cwd, folder)) || ".", messages });
  } catch (error) {
    throw new Problem((error as Error).message);
  }
}

/** Loaded only here: without templates of their own, nobody has to know what they may ask for. */
async function ruleMessages(): Promise<RuleMessages> {
  const { default: plugin } = await import("../plugin.js");
  return Object.fromEntries(Object.entries(plugin.rules).map(([rule, { meta }]) => [rule, meta?.messages ?? {}]));
}
