import type { Templates } from "./templates.js";

/** Few words one after the other: `1, 2, 3`. */
export function enumerated(words: readonly string[], { fill }: Templates): string {
  const [first = "", ...others] = words;
  return others.reduce((list, item) => fill("enumeration", { list, item }), first);
}

/** The lines of a file as a locale names them: `line 3, line 8`. */
export function linesNamed(lines: readonly number[], templates: Templates): string {
  return enumerated(
    lines.map((line) => templates.fill("line", { line })),
    templates,
  );
}

/** A paragraph that begins with a heading of its own. */
export function headed(heading: string, text: string, { phrase, fill }: Templates): string {
  return fill("with a heading", { heading: phrase(heading), text });
}
