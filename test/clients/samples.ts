import { readFileSync } from "node:fs";
import { casesOf } from "../harness/cases.js";
import { claimsIn } from "../harness/claims.js";
import { blocksOf } from "../harness/markdown.js";

/** One finding of a rule, and what its repair makes of the code. */
export interface Sample {
  readonly rule: string;
  readonly code: string;
  readonly messageId: string;
  /** Line of the finding, counted from 1. */
  readonly line: number;
  readonly repaired: string;
  /** `undefined` where the repair is the automatic fix. */
  readonly suggestion: string | undefined;
}

/** The samples of `samples.md`, whose headings begin with the rule's name. */
export function samples(): Sample[] {
  const markdown = readFileSync(new URL("samples.md", import.meta.url), "utf8");
  return casesOf(blocksOf(markdown)).map(({ block, outcomes }) => {
    const { code, claims } = claimsIn(block.code, ["review"], /,/);
    const [rule = ""] = /^[\w-]+/.exec(block.headings[0] ?? "") ?? [];
    const [[claim, ...more], outcome] = [claims, outcomes[0]];
    if (!claim || !outcome || more.length > 0) throw new Error(`samples.md:${block.line}: a sample has one claim and one outcome.`);
    return { rule, code, messageId: claim.text, line: claim.line, repaired: outcome.code, suggestion: outcome.suggestion };
  });
}
