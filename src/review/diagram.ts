import type { Step } from "./interleaving.js";
import { visible } from "./markup.js";

const most = 12;

/**
 * The steps as a sequence diagram of Mermaid, between the two runs and the place that they share. It keeps to what every
 * version of Mermaid reads, and code in it is spelled by character numbers wherever it could be syntax.
 *
 * @returns `undefined` for no steps, and for more than a reader follows
 */
export function diagramOf(steps: readonly Step[], place: string): string | undefined {
  if (steps.length === 0 || steps.length > most) return undefined;
  const id = { A: "P1", B: "P2" } as const;
  const lines = steps.map(({ run, text, line, waits }) => {
    const told = `${label(text)} (${String(line)})`;
    return waits ? `  Note over ${id[run]}: ${told}` : `  ${id[run]}->>P3: ${told}`;
  });
  return ["sequenceDiagram", "  participant P1 as A", "  participant P2 as B", `  participant P3 as ${label(place)}`, ...lines].join("\n");
}

function label(text: string): string {
  const shown = visible(text).replace(/`/g, "").replace(/\s+/g, " ").trim();
  const spelled = shown.replace(/[^\p{L}\p{N} .,()'_]/gu, (character) => `#${String(character.codePointAt(0))};`);
  return spelled.replace(/\bend\b/gi, (word) => `#${String(word.codePointAt(0))};${word.slice(1)}`);
}
