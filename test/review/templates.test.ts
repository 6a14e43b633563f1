import { describe, expect, test } from "vitest";
import plugin from "../../dist/src/plugin.js";
import { loadTemplates, locales, parseTemplates, placeholdersOf } from "../../src/review/index.js";
import { framePhrases, lengthOf, loadedOnce, messagesOf, partsOf, rulesTold } from "./templates.js";

/** How a locale writes what stands in every template. */
const forms = {
  en: { gap: /^[a-z`].*[^.]$/, suggestion: /^[a-z`][\s\S]*\.$/, tradeOffs: "| option | cost | benefit | when |", title: /[.!]$/ },
  "zh-CN": { gap: /[^。]$/, suggestion: /[。？]$/, tradeOffs: "| 方案 | 代价 | 收益 | 适用场景 |", title: /[。！.!]$/ },
} as const;

const cases = locales.flatMap((locale) => messagesOf(plugin).map((message) => ({ locale, ...message })));

describe.each(cases)("$locale: $rule/$messageId", ({ locale, rule, messageId, text }) => {
  const template = loadedOnce(locale).of(rule, messageId);
  const parts = partsOf(template);
  const form = forms[locale];

  test("has a template", () => {
    expect(template).toBeDefined();
  });
  test("asks only for what the message says", () => {
    const known = placeholdersOf(text);
    expect(parts.flatMap(placeholdersOf).filter((name) => !known.includes(name))).toEqual([]);
  });
  test("fits the sentences it goes into", () => {
    expect(template?.title).not.toMatch(form.title);
    expect(template?.gap).toMatch(form.gap);
    expect(template?.suggestion).toMatch(form.suggestion);
    const [head, line, ...rows] = template?.tradeOffs.split("\n") ?? [];
    expect([head, line]).toEqual([form.tradeOffs, "| --- | --- | --- | --- |"]);
    expect(new Set(rows.map((row) => row.split("|").length))).toEqual(new Set([6]));
    expect(`${template?.gap ?? ""}${template?.row.concern ?? ""}${template?.row.suggestion ?? ""}`).not.toContain("{{");
  });
  test("is short before the fold", () => {
    const before = [template?.message ?? text, template?.title, template?.concern, template?.consequence, template?.suggestion].join(" ");
    const [least, most] = locale === "en" ? [40, 120] : [70, 240];
    expect(lengthOf(before)).toBeGreaterThanOrEqual(least);
    expect(lengthOf(before)).toBeLessThanOrEqual(most);
  });
  test("speaks of the code, calmly", () => {
    expect(parts.join(" ")).not.toMatch(/\byou(r)?\b|!(?!=)|！|\bauthor\b|\bobviously\b|\bsimply\b|\bjust\s+(use|add)\b|[您你]|显然|\p{Extended_Pictographic}/iu);
  });
});

describe.each(rulesTold(plugin))("$rule", ({ rule, messages, suggestions }) => {
  test("has the same messages in every locale, and no others", () => {
    for (const locale of locales) {
      const told = Object.keys(messages).filter((id) => loadedOnce(locale).of(rule, id) !== undefined);
      expect(told).toEqual(Object.keys(messages));
    }
  });
  test("tells in Chinese what English leaves to the rule", () => {
    const templates = loadedOnce("zh-CN");
    expect(Object.keys(messages).filter((id) => templates.of(rule, id)?.message === undefined)).toEqual([]);
    expect(Object.keys(suggestions).filter((id) => templates.patch(rule, id) === undefined)).toEqual([]);
    expect(templates.description(rule)).toBeDefined();
  });
  test("keeps in Chinese what the rule's own words carry", () => {
    const templates = loadedOnce("zh-CN");
    for (const [id, text] of Object.entries(messages)) expect([id, placeholdersOf(templates.of(rule, id)?.message ?? "").sort()]).toEqual([id, placeholdersOf(text).sort()]);
    for (const [id, text] of Object.entries(suggestions)) expect([id, placeholdersOf(templates.patch(rule, id) ?? "").sort()]).toEqual([id, placeholdersOf(text).sort()]);
  });
});

describe("the frame", () => {
  test("has the same phrases in every locale, which ask for the same", () => {
    const [english, chinese] = [framePhrases("en"), framePhrases("zh-CN")];
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    // a Chinese sentence has no capital to begin with
    const differ = [...english].filter(([name, text]) => name !== "outright" && placeholdersOf(text).sort().join() !== placeholdersOf(chinese.get(name) ?? "").sort().join());
    expect(differ.map(([name]) => name)).toEqual([]);
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
