import { splitOutside } from "./markdown.js";

/** What an author says of one line. */
export interface Claim {
  readonly line: number;
  /** `review`, or the name of a fact. */
  readonly kind: string;
  readonly text: string;
}

/** What was found on a line, to be held against the claims. */
export interface Found {
  readonly line: number;
  readonly kind: string;
  /** Whether a claim speaks of it. */
  meets(claim: string): boolean;
  /** How it reads in a complaint. */
  readonly says: string;
}

/**
 * Takes the claims out of a code: the linted text is what a reader of the program would have.
 *
 * @param separator between several claims in one comment.
 */
export function claimsIn(code: string, kinds: readonly string[], separator: RegExp): { code: string; claims: Claim[] } {
  const kind = `(?<kind>${kinds.join("|")})`;
  const comment = new RegExp(String.raw`\s*(?:\{\/\*\s*${kind}:(?<jsx>.*?)\*\/\}|\/\*\s*${kind.replace("kind", "kind2")}:(?<block>.*?)\*\/|\/\/\s*${kind.replace("kind", "kind3")}:(?<line>.*)$)`, "g");
  const claims: Claim[] = [];
  const lines = code.split("\n").map((text, index) =>
    text.replace(comment, (...match) => {
      const groups = match.at(-1) as Record<string, string | undefined>;
      const said = groups["jsx"] ?? groups["block"] ?? groups["line"] ?? "";
      const kind = groups["kind"] ?? groups["kind2"] ?? groups["kind3"] ?? "";
      claims.push(...splitOutside(said, separator).map((part) => ({ line: index + 1, kind, text: part.trim() })));
      return "";
    }),
  );
  return { code: lines.join("\n"), claims };
}

/**
 * Complaints: each claim that nothing meets, each find that nobody claims.
 *
 * @param fence line in the Markdown file above the first line of code.
 */
export function mismatches(fence: number, claims: readonly Claim[], found: readonly Found[]): string[] {
  const open = [...found];
  const unmet: string[] = [];
  // exact claims first, so that a claim without data does not take the find of a claim with data
  for (const claim of [...claims].sort((a, b) => b.text.length - a.text.length)) {
    const index = open.findIndex((one) => one.line === claim.line && one.kind === claim.kind && one.meets(claim.text));
    if (index < 0) unmet.push(`line ${fence + claim.line}: claimed, but not found: ${claim.kind}: ${claim.text}`);
    else open.splice(index, 1);
  }
  return [...unmet, ...open.map((one) => `line ${fence + one.line}: found, but not claimed: ${one.kind}: ${one.says}`)];
}
