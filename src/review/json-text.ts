import { unseenIn } from "./markup.js";

/**
 * JSON that means what it meant and does nothing where it is printed: characters that hide or reorder text, or that a
 * terminal obeys, are spelled by their numbers, and so is what the runner of a workflow takes for a command.
 */
export function jsonText(value: unknown): string {
  // outside of its strings, JSON has none of these
  const text = JSON.stringify(value, null, 2).replace(unseenIn, (character) => (character === "\n" ? character : spelled(character)));
  return `${text.replace(/##(?=\[|vso\[)/g, "#\\u0023")}\n`;
}

function spelled(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
