import { byPlace, type Finding } from "./finding.js";

/** Rules are independent of each other, so two may speak of one place: the first of these takes the word. */
const priority = [
  "no-fire-and-forget-setter",
  "require-single-flight",
  "no-check-then-act",
  "no-stale-write",
  "forward-abort-signal",
  "require-timeout",
  "no-unhandled-rejection",
];

/** The findings of one place. */
export interface Place {
  readonly lead: Finding;
  readonly others: readonly Finding[];
}

/** Brings together what is said of one place. A finding of a check that only `strict` has never hides another. */
export function mergeByPlace(findings: readonly Finding[]): Place[] {
  const places: Finding[][] = [];
  const known = new Map<string, number>();
  for (const finding of [...findings].sort(byPlace)) {
    const ends = endsOf(finding);
    const index = Math.min(...ends.map((end) => known.get(end) ?? places.length));
    const place = places[index];
    if (place === undefined) places.push([finding]);
    else place.push(finding);
    for (const end of ends) known.set(end, Math.min(index, known.get(end) ?? index));
  }
  return places.map((members) => {
    const [lead, ...others] = members.sort(byPriority) as [Finding, ...Finding[]];
    return { lead, others };
  });
}

/** Findings of a line that share one of these are of one place: `fetch` and `fetch(url)` begin together, `save()` and `void save()` end together. */
function endsOf({ path, line, column, endLine, endColumn }: Finding): string[] {
  return [JSON.stringify([path, line, column]), JSON.stringify([path, line, endLine, endColumn])];
}

function byPriority(a: Finding, b: Finding): number {
  return Number(a.strict) - Number(b.strict) || rank(a) - rank(b) || bySeriousness(a, b) || byPlace(a, b);
}

function rank(finding: Finding): number {
  const index = priority.indexOf(finding.rule);
  return index === -1 ? priority.length : index;
}

const sureness = { proved: 3, likely: 2, possible: 1 } as const;

/** Severity × confidence, the gravest first. */
export function bySeriousness(a: Finding, b: Finding): number {
  return weight(b) - weight(a);
}

function weight(finding: Finding): number {
  return (finding.severity === "error" ? 2 : 1) * sureness[finding.confidence];
}
