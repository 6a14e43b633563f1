import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Rule } from "../../src/rule/define-rule.js";
import { RuleCases } from "./rule-cases.js";

/** Tests of one rule: its cases in `test/rules`, and the examples of its page in `docs/rules`. */
export function describeRule(rule: Rule, rules: readonly Rule[]): void {
  describe(rule.name, () => {
    describeSheet("cases", new URL(`../rules/${rule.name}.md`, import.meta.url), rule, rules);
    describeSheet("docs", new URL(`../../docs/rules/${rule.name}.md`, import.meta.url), rule, rules);
  });
}

function describeSheet(kind: "cases" | "docs", url: URL, rule: Rule, rules: readonly Rule[]): void {
  test(`has ${kind}`, () => {
    expect(existsSync(url)).toBe(true);
  });
  if (!existsSync(url)) return;
  const sheet = new RuleCases({ name: `${rule.name}.${kind}`, kind, markdown: readFileSync(url, "utf8") }, rule, rules);
  describe(kind, () => {
    for (const one of sheet.cases) {
      describe(one.block.headings.join(" › "), () => {
        for (const mode of one.modes) {
          test(`line ${one.block.line}, ${mode}`, () => {
            expect(sheet.problemsOf(one, mode).join("\n")).toBe("");
          });
        }
      });
    }
    if (kind === "cases" && sheet.cases.length > 0) {
      test("shows every message and every suggestion", () => {
        expect(sheet.unshown()).toEqual([]);
      });
    }
  });
}
