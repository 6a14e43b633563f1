import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import plugin from "../../src/plugin.js";
import type { Rule } from "../../src/rule/define-rule.js";
import { root } from "./tree.js";

/** Placeholders that read well without delimiters although text follows them: each stands for one of a few words. */
const undelimited: readonly string[] = [
  "require-timeout/unboundedWait {{event}}",
  "require-lock-release/notReleasedOnThrow {{what}}",
  "require-lock-release/notReleasedOnPath {{what}}",
  "require-lock-release/neverReleased {{what}}",
  "no-coupled-telemetry/metricFromLog {{how}}",
  "require-operation-metrics/timerNotStopped {{kind}}",
  "require-operation-metrics/unboundedLabel {{label}}",
];

/** Placeholders of a message that neither stand in backticks, nor after "line", nor end a clause. */
function looseIn(text: string): string[] {
  return [...text.matchAll(/\{\{\w+\}\}/g)].flatMap(({ 0: placeholder, index }) => {
    const before = text.slice(0, index);
    const quoted = before.split("`").length % 2 === 0;
    const endsClause = /^[.,;:]/.test(text.slice(index + placeholder.length));
    return quoted || endsClause || before.endsWith("line ") ? [] : [placeholder];
  });
}

function messagesOf(rule: Rule): [string, string][] {
  return Object.keys(rule.meta.docs.confidence).map((id) => [id, rule.meta.messages[id] ?? ""]);
}

function lintWith(rule: Rule, options: unknown): void {
  const entry: Linter.RuleEntry = ["error", options];
  new Linter().verify("", { plugins: { review: { rules: { [rule.name]: rule as never } } }, rules: { [`review/${rule.name}`]: entry } });
}

test("placeholders are judged by where they stand", () => {
  expect(looseIn("`{{a}}` on line {{b}}, and {{c}}.")).toEqual([]);
  expect(looseIn("`a` {{b}} `c` and lines {{d}} to {{e}} `{{f}}`")).toEqual(["{{b}}", "{{d}}", "{{e}}"]);
});

describe.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  test("its messages can be read back from their text", () => {
    const loose = messagesOf(rule).flatMap(([id, text]) => looseIn(text).map((placeholder) => `${name}/${id} ${placeholder}`));
    expect(loose.filter((one) => !undelimited.includes(one))).toEqual([]);
  });
  test("its messages are sentences of at most 200 characters", () => {
    const texts = Object.values(rule.meta.messages);
    expect(texts.filter((text) => text.length > 200)).toEqual([]);
    expect(texts.filter((text) => !/^[A-Z`].*\.$/.test(text))).toEqual([]);
  });
  test("no message is worded as one about unused code, which editors grey out whatever the rule", () => {
    expect(Object.values(rule.meta.messages).filter((text) => /\b(?:defined|assigned)\b.+\bnever used\b/i.test(text))).toEqual([]);
  });
  test("no suggestion has the id of a message, and every message its confidence", () => {
    const { confidence } = rule.meta.docs;
    const suggestions = Object.keys(rule.meta.messages).length - Object.keys(confidence).length;
    expect(suggestions > 0).toBe(rule.meta.hasSuggestions === true);
    expect(Object.values(confidence).every((one) => ["proved", "likely", "possible"].includes(one))).toBe(true);
  });
  test("its schema accepts its defaults and refuses what it does not know", () => {
    expect(() => lintWith(rule, rule.meta.defaultOptions?.[0])).not.toThrow();
    expect(() => lintWith(rule, { nobodyKnowsThis: true })).toThrow(/nobodyKnowsThis|additional properties/i);
  });
  test("it has its files", () => {
    const files = [`rules/${name}.ts`, `test/rules/${name}.md`, `docs/rules/${name}.md`, `src/review/templates/en/${name}.md`];
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
  test("its configs agree with what it says of itself", () => {
    const severities = Object.values(plugin.configs).map(([first]) => severityIn(first, name));
    expect(severities).toEqual(rule.meta.docs.recommended ? ["error", "error", "warn"] : [undefined, "error", undefined]);
    const off = Object.values(plugin.configs).map(([, tests]) => severityIn(tests, name));
    expect(off.includes("off")).toBe(!rule.meta.docs.tests);
  });
});

function severityIn(config: Linter.Config | undefined, rule: string): unknown {
  const entry = config?.rules?.[`concurrency-review/${rule}`];
  return Array.isArray(entry) ? entry[0] : entry;
}

test("the plugin names itself as the package does, for ESLint's cache is keyed on it", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  expect(plugin.meta).toMatchObject({ name: manifest["name"], version: manifest["version"] });
});

test("names are unique and in the checklist", () => {
  expect(Object.keys(plugin.rules)).toEqual(rules.map(({ name }) => name));
});
