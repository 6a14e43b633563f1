import fc from "fast-check";
import { describe, expect, test } from "vitest";
import plugin from "../../dist/src/plugin.js";
import { fillMessage, linePlaceholdersOf, placeholdersOf, readData } from "../../src/review/index.js";

interface Meta {
  readonly messages: Readonly<Record<string, string>>;
  readonly docs: { readonly confidence: Readonly<Record<string, string>> };
}

/** Every message that the built plugin can report. */
const messages = Object.entries(plugin.rules).flatMap(([rule, { meta }]) => {
  const { messages: texts, docs } = meta as unknown as Meta;
  return Object.keys(docs.confidence).map((id) => ({ id: `${rule}/${id}`, template: texts[id] ?? "" }));
});

/** What ends a value: the words between a placeholder and the next one. */
function wordsAfter(template: string, name: string): string {
  return new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}((?:(?!\\{\\{).)*)`).exec(template)?.[1] ?? "";
}

const hostile = fc.constantFrom("`", "``", "{{call}}", "$&", "$1", "line 7", "; the default is", "\\", "*", "😀", "名", " on line ", "|", "<b>");
const value = fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), hostile), { maxLength: 6 }).map((parts) => parts.join("").replace(/[\n\r\u2028\u2029]/g, " "));

/** Values for a template of which none contains, or half makes, the words that end it. */
function dataFor(template: string): fc.Arbitrary<Record<string, string | number>> {
  const lines = linePlaceholdersOf(template);
  return fc.record(
    Object.fromEntries(
      placeholdersOf(template).map((name): [string, fc.Arbitrary<string | number>] => {
        const end = wordsAfter(template, name);
        const isLast = template.endsWith(`}}${end}`);
        const readable = value.filter((text) => isLast || (text + end).indexOf(end) === text.length);
        return [name, lines.includes(name) ? fc.nat() : readable];
      }),
    ),
  );
}

describe("data read back out of a message", () => {
  test("there are messages to try", () => {
    expect(messages.length).toBeGreaterThan(10);
  });
  test.each(messages)("$id", ({ template }) => {
    fc.assert(
      fc.property(dataFor(template), (data) => {
        expect(readData(template, fillMessage(template, data))).toEqual(data);
      }),
    );
  });
  test.each(messages)("$id, whatever the values: it fills the template to the same text", ({ template }) => {
    const lines = linePlaceholdersOf(template);
    const anything = fc.record(Object.fromEntries(placeholdersOf(template).map((name): [string, fc.Arbitrary<string | number>] => [name, lines.includes(name) ? fc.nat() : value])));
    fc.assert(
      fc.property(anything, (data) => {
        const text = fillMessage(template, data);
        expect(fillMessage(template, readData(template, text) ?? {})).toBe(text);
      }),
    );
  });
  test("placeholders that touch", () => {
    expect(readData("{{a}}{{b}}.", "xy.")).toEqual({ a: "", b: "xy" });
  });
  test("a placeholder that comes twice has one value", () => {
    expect(readData("`{{a}}` and `{{a}}` on line {{at}}", "`x` and `x` on line 3")).toEqual({ a: "x", at: 3 });
    expect(readData("`{{a}}` and `{{a}}`", "`x` and `y`")).toBeUndefined();
  });
  test("a text of another message", () => {
    expect(readData("`{{a}}` on line {{at}}.", "`x` on line five.")).toBeUndefined();
  });
});
