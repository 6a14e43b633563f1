import type { Data } from "./message.js";
import { inlineCode, type Markup, prose } from "./markup.js";

// code without a placeholder is matched as well, or the words between two spans of code would pass for one
const codeOrPlaceholder = /`([^`\n]*)`|\{\{\s*(\w+)\s*\}\}/g;
const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * Fills a template's `{{placeholders}}`. There is no other logic in a template.
 *
 * Between backticks a value is code and goes in as it is; elsewhere it is a sentence and is escaped, but for the code
 * that it quotes itself.
 *
 * @throws {Error} that names a placeholder without a value
 */
export function render(template: string, data: Data, markup: Markup): string {
  return template.replace(codeOrPlaceholder, (whole, code: string | undefined, name: string | undefined) => {
    if (code === undefined) return prose(valueOf(name as string, data), markup);
    if (!code.includes("{{")) return whole;
    return inlineCode(
      code.replace(placeholder, (_, inner: string) => valueOf(inner, data)),
      markup,
    );
  });
}

function valueOf(name: string, data: Data): string {
  if (!Object.hasOwn(data, name)) {
    const known = Object.keys(data).map((key) => `\`${key}\``);
    throw new Error(`A template asks for {{${name}}}; known here: ${known.join(", ") || "nothing"}.`);
  }
  return String(data[name]);
}
