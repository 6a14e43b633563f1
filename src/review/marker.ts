/** The last line of a body that we wrote: hidden in HTML, and how the next run knows what was said already. */
const form = /^<!-- concurrency-review:v1 ((?:summary|[0-9a-f]{32})(?:,[0-9a-f]{32})*) -->$/;

/** The marker of a comment on the findings with these fingerprints. */
export function commentMarker(fingerprints: readonly string[]): string {
  return `<!-- concurrency-review:v1 ${fingerprints.join(",")} -->`;
}

/** The marker of a summary, with the fingerprints of the findings that it alone tells. */
export function summaryMarker(fingerprints: readonly string[]): string {
  return `<!-- concurrency-review:v1 ${["summary", ...fingerprints].join(",")} -->`;
}

/**
 * What the marker of a body says. Only the last line counts: elsewhere it may be code that the comment quotes. Whether the
 * body is ours is for the caller to know, who can see the author.
 *
 * @returns the fingerprints, or "summary"; `undefined` where there is no marker
 */
export function readMarker(body: string): readonly string[] | "summary" | undefined {
  const said = wordsOf(body);
  return said?.[0] === "summary" ? "summary" : said;
}

/** The fingerprints of what a summary alone tells. */
export function summaryFingerprints(body: string): readonly string[] {
  const [first, ...fingerprints] = wordsOf(body) ?? [];
  return first === "summary" ? fingerprints : [];
}

function wordsOf(body: string): readonly string[] | undefined {
  const last = body.trimEnd().split(/\r?\n/).at(-1) ?? "";
  return form.exec(last)?.[1]?.split(",");
}
