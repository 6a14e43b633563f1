/** A part of a body; those with a rank may be left out, the lowest rank first. */
export interface Section {
  readonly text: string;
  readonly rank?: number | undefined;
}

/** Below what GitHub takes (65,536), with room for what it counts otherwise. */
export const mostCharacters = 60_000;

/**
 * Joins the sections of a body by blank lines. Where they are too long together, whole sections are left out, and a word
 * at the end says so; a section without a rank always stays.
 *
 * @param cut the word that says it
 */
export function fitted(sections: readonly Section[], cut: string, end: readonly string[], limit = mostCharacters): string {
  const ranks = [...new Set(sections.flatMap(({ rank }) => rank ?? []))].sort((a, b) => a - b);
  let kept = sections.filter(({ text }) => text !== "");
  let body = joined(kept, end);
  for (const rank of ranks) {
    if (body.length <= limit) return body;
    kept = kept.filter((section) => section.rank !== rank);
    body = joined([...kept, { text: cut }], end);
  }
  return body;
}

function joined(sections: readonly Section[], end: readonly string[]): string {
  return [...sections.map(({ text }) => text), ...end].join("\n\n");
}

/** At most so many characters, cut between them and not within one, with an ellipsis where it is cut. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
}
