import type { Finding, LintMessage, Review, RulesMeta } from "../../src/review/index.js";
import { compose, findingsOf, loadTemplates, select } from "../../src/review/index.js";

/** A rule as ESLint hands on its metadata; its texts are those of the shipped rules of the same name. */
export const rulesMeta: RulesMeta = {
  "cr/require-timeout": {
    messages: {
      missingTimeout: "`{{call}}` has no time limit {{where}}; the default is {{default}}.",
      unboundedWait: "`{{call}}` waits for ever if {{event}} never comes; an `AbortSignal` would bound it.",
    },
    docs: { recommended: true, concern: "timeouts", confidence: { missingTimeout: "proved", unboundedWait: "likely" }, strict: ["unboundedWait"] },
  },
  "cr/no-fire-and-forget-setter": {
    messages: {
      discardedSetter:
        "The promise of `{{call}}` is thrown away: it writes `{{place}}` on line {{write}} after the suspension on line {{suspension}}, so {{consequence}}.",
    },
    docs: { recommended: true, description: "Disallow setters whose write happens late", url: "https://example.org/setter.md", concern: "ordering", confidence: { discardedSetter: "likely" }, strict: [] },
  },
  "cr/no-unhandled-rejection": {
    messages: { floating: "Nobody handles a rejection of `{{call}}`: it is neither awaited, returned nor caught." },
    docs: { recommended: true, concern: "rejections", confidence: { floating: "proved" }, strict: [] },
  },
};

export const missingTimeout: LintMessage = {
  ruleId: "cr/require-timeout",
  severity: 2,
  message: "`fetch` has no time limit here; the default is none.",
  messageId: "missingTimeout",
  line: 2,
  column: 9,
  endLine: 2,
  endColumn: 14,
};

export const discardedSetter: LintMessage = {
  ruleId: "cr/no-fire-and-forget-setter",
  severity: 2,
  message:
    "The promise of `save` is thrown away: it writes `this.state` on line 12 after the suspension on line 11, so a later call can lose.",
  messageId: "discardedSetter",
  line: 20,
  column: 3,
  endLine: 20,
  endColumn: 9,
};

export const floating: LintMessage = {
  ruleId: "cr/no-unhandled-rejection",
  severity: 2,
  message: "Nobody handles a rejection of `save()`: it is neither awaited, returned nor caught.",
  messageId: "floating",
  line: 20,
  column: 3,
  endLine: 20,
  endColumn: 9,
};

/** The findings of one file, by default `src/a.ts`. */
export function findings(messages: readonly LintMessage[], path = "src/a.ts"): Finding[] {
  return findingsOf({ filePath: `/work/${path}`, messages }, rulesMeta, "/work");
}

/** The only finding of a message. */
export function finding(message: LintMessage, changed: Partial<LintMessage> = {}, path?: string): Finding {
  const [only] = findings([{ ...message, ...changed }], path);
  if (only === undefined) throw new Error("The message gave no finding.");
  return only;
}

/** A review of a change or of everything, with the text that every file has. */
export function reviewOf(findings: readonly Finding[], source = "", suppressed: readonly Finding[] = []): Review {
  return compose({ selection: select(findings, suppressed), files: 1, ofChange: false, source: () => source }, loadTemplates(), "plain");
}

/** Code that tries to be something else wherever it is shown. */
export const hostilePieces = [
  ...["`", "``", "```", "````\n", "\n```\n", "~~~", "</details>", "<script>", "<!-- x -->", "-->", "|", "\n## heading\n", "![x](y)", "[a](1)", "**", "$&", "{{call}}"],
  ...["\u001b[31m", "\u202e", "\r", "\u0000", "x", "::error::x", "\n::set-output name=a::b\n", "##[error]", "%0A", "@octocat", "#12", "\n/close\n", "https://example.org", "\n@@ -1 +1 @@\n", "/", "\\"],
  "<!-- concurrency-review:v1 00000000000000000000000000000000 -->",
];
