import type { ChangedLines } from "./diff.js";
import type { Finding } from "./finding.js";

/** Where every finding went: `found` is always the sum of the other four. */
export interface Counts {
  readonly found: number;
  /** Told in full, at their place. */
  readonly inline: number;
  /** Told in the summary alone. */
  readonly summary: number;
  /** Not brought by the change. */
  readonly outside: number;
  /** Taken out by a comment or a suppressions file. */
  readonly suppressed: number;
}

export interface Selection {
  readonly inline: readonly Finding[];
  readonly outside: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly counts: Counts;
}

/**
 * Chooses the findings that a change brought: those of which any line of evidence was changed. Without a change, all.
 */
export function select(findings: readonly Finding[], suppressed: readonly Finding[], changes?: ChangedLines): Selection {
  const inline: Finding[] = [];
  const outside: Finding[] = [];
  for (const finding of findings) (broughtBy(changes, finding) ? inline : outside).push(finding);
  return {
    inline,
    outside,
    suppressed,
    counts: {
      found: findings.length + suppressed.length,
      inline: inline.length,
      summary: 0,
      outside: outside.length,
      suppressed: suppressed.length,
    },
  };
}

function broughtBy(changes: ChangedLines | undefined, finding: Finding): boolean {
  if (changes === undefined) return true;
  const lines = changes.get(finding.path);
  return lines !== undefined && finding.evidence.some((line) => lines.has(line));
}
