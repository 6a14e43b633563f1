import { describe, expect, test } from "vitest";
import plugin from "../../dist/src/plugin.js";
import { loadTemplates, parseTemplates, placeholdersOf } from "../../src/review/index.js";

interface Meta {
  readonly messages: Readonly<Record<string, string>>;
  readonly docs: { readonly confidence: Readonly<Record<string, string>> };
}

const templates = loadTemplates();

const messages = Object.entries(plugin.rules).flatMap(([rule, { meta }]) => {
  const { messages: texts, docs } = meta as unknown as Meta;
  return Object.keys(docs.confidence).map((messageId) => ({ rule, messageId, text: texts[messageId] ?? "" }));
});

describe.each(messages)("$rule/$messageId", ({ rule, messageId, text }) => {
  const template = templates.of(rule, messageId);
  const { row, ...parts } = template ?? { row: { concern: "", suggestion: "" } };
  const told = Object.values<string>(parts);

  test("has a template", () => {
    expect(template).toBeDefined();
  });
  test("asks only for what the message says", () => {
    const known = placeholdersOf(text);
    expect(told.flatMap(placeholdersOf).filter((name) => !known.includes(name))).toEqual([]);
  });
  test("fits the sentences it goes into", () => {
    expect(template?.title).not.toMatch(/[.!]$/);
    expect(template?.gap).toMatch(/^[a-z`].*[^.]$/);
    expect(template?.suggestion).toMatch(/^[a-z`][\s\S]*\.$/);
    expect(template?.tradeOffs).toMatch(/^\| option \| cost \| benefit \| when \|\n\| --- \| --- \| --- \| --- \|\n/);
    expect(new Set(template?.tradeOffs.split("\n").map((line) => line.split("|").length))).toEqual(new Set([6]));
    expect(`${row.concern}${row.suggestion}`).not.toContain("{{");
  });
  test("is short before the fold", () => {
    const before = [text, template?.title, template?.concern, template?.consequence, template?.suggestion].join(" ");
    expect(before.split(/\s+/).length).toBeGreaterThanOrEqual(40);
    expect(before.split(/\s+/).length).toBeLessThanOrEqual(150);
  });
  test("speaks of the code, calmly", () => {
    expect(told.join(" ")).not.toMatch(/\byou(r)?\b|!(?!=)|\bauthor\b|\bobviously\b|\bsimply\b|\bjust\s+(use|add)\b|\p{Extended_Pictographic}/iu);
  });
});

describe("a template file", () => {
  const part = (heading: string, text = "x"): string => `### ${heading}\n${text}\n`;
  const all = ["Title", "Gap", "Concern", "Under production load", "Suggestion", "When this is fine", "Trade-offs", "How to confirm it in production"];
  const whole = `# rule\n\n## id\n${all.map((heading) => part(heading)).join("\n")}${part("In the table", "a | b")}`;

  test("has a section for each message", () => {
    expect(parseTemplates(whole, "en/rule.md").get("id")).toMatchObject({ title: "x", row: { concern: "a", suggestion: "b" } });
  });
  test("with a part missing is an error that names it", () => {
    expect(() => parseTemplates(whole.replace(part("Gap"), ""), "en/rule.md")).toThrow('en/rule.md, id: the section "Gap" is missing or empty.');
  });
  test("with a part that nobody reads is an error that names it", () => {
    expect(() => parseTemplates(`${whole}${part("Titel")}`, "en/rule.md")).toThrow('en/rule.md, id: nobody reads the section "Titel".');
  });
  test("with more than two cells for the table is an error", () => {
    expect(() => parseTemplates(whole.replace("a | b", "a | b | c"), "en/rule.md")).toThrow("is not of the form");
  });
  test("of a locale that is not there is an error", () => {
    expect(() => loadTemplates("tlh")).toThrow("There are no templates for the locale tlh.");
  });
});
