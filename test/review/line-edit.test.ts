import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied, committableEdit, lineEditOf } from "../../src/review/line-edit.js";
import { finding, missingTimeout } from "./sample.js";

const source = "one\ntwo\nthree\n";

/** The edit for a patch that puts `text` in the place of `[start, end)`. */
function edit(start: number, end: number, text: string, of = source) {
  return lineEditOf(of, { title: "", range: [start, end], text });
}

describe("a patch as an edit of lines", () => {
  test.each([
    ["a word", edit(4, 7, "zwei"), { start: 2, end: 2, lines: ["zwei"] }],
    ["a line put behind another", edit(4, 4, "1.5\n"), { start: 1, end: 1, lines: ["one", "1.5"] }],
    ["a line put at the top", edit(0, 0, "zero\n"), { start: 1, end: 1, lines: ["zero", "one"] }],
    ["a line put at the end", edit(14, 14, "four\n"), { start: 3, end: 3, lines: ["three", "four"] }],
    ["a line break within a line", edit(5, 5, "\n"), { start: 2, end: 2, lines: ["t", "wo"] }],
    ["a whole line taken out", edit(4, 8, ""), { start: 2, end: 2, lines: [] }],
    ["a line emptied", edit(4, 7, ""), { start: 2, end: 2, lines: [""] }],
    ["the last line taken out", edit(8, 14, ""), { start: 3, end: 3, lines: [] }],
    ["a line end taken out", edit(3, 4, " "), { start: 1, end: 2, lines: ["one two"] }],
    ["several lines", edit(0, 14, "1\n2\n3\n"), { start: 1, end: 3, lines: ["1", "2", "3"] }],
    ["lines of which only the second changes", edit(0, 14, "one\n2\nthree\n"), { start: 2, end: 2, lines: ["2"] }],
    ["no change", edit(0, 3, "one"), undefined],
    ["the last line end alone", edit(13, 14, ""), undefined],
    ["a carriage return alone", edit(4, 4, "a\rb"), undefined],
    ["a file without a last line end", edit(4, 7, "zwei", "one\ntwo"), { start: 2, end: 2, lines: ["zwei"] }],
    ["an empty file", edit(0, 0, "one\n", ""), undefined],
    ["CRLF, taken over by the forge", edit(5, 8, "zwei\r\n2.5", "one\r\ntwo\r\nthree\r\n"), { start: 2, end: 2, lines: ["zwei", "2.5"] }],
    ["a byte order mark, which ESLint does not count", edit(0, 3, "1", `\ufeff${source}`), { start: 1, end: 1, lines: ["1"] }],
  ])("%s", (_, given, expected) => {
    expect(given).toEqual(expected);
  });
});

describe("to be committed with a click", () => {
  const long = Array.from({ length: 40 }, (_, index) => `call(${String(index)});\n`).join("");
  const committable = (text: string): boolean => {
    const patch = { title: "", range: [0, long.length] as const, text };
    return committableEdit({ ...finding(missingTimeout), patches: [patch] }, long, (edit) => edit) !== undefined;
  };
  test("is what changes line after line", () => {
    expect(committable(long.replaceAll("call(", "await call("))).toBe(true);
  });
  test("is nothing whose few changes lie far apart: they are shown as a diff", () => {
    expect(committable(`import call from "call";\n${long.replace("call(39)", "await call(39)")}`)).toBe(false);
  });
});

const piece = fc.constantFrom("\n", "\n", "a", "  b", "```", "````", "变量", "😀", "\t", "$&", "</details>");
const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(""));

test("applied, it gives what the patch gives, and names lines that there are", () => {
  fc.assert(
    fc.property(text, text, fc.nat(60), fc.nat(20), fc.boolean(), (original, inserted, from, length, crlf) => {
      const file = crlf ? original.replaceAll("\n", "\r\n") : original;
      const start = Math.min(from, file.length);
      const range: [number, number] = [start, Math.min(start + length, file.length)];
      // no fix begins or ends between the halves of a line end
      fc.pre(range.every((at) => !(file[at - 1] === "\r" && file[at] === "\n")));
      const patch = { title: "", range, text: crlf ? inserted.replaceAll("\n", "\r\n") : inserted };
      const patched = (file.slice(0, range[0]) + patch.text + file.slice(range[1])).replaceAll("\r\n", "\n");
      const found = lineEditOf(file, patch);
      const before = file.replaceAll("\r\n", "\n");
      if (found === undefined) {
        expect(patched === before || before === "" || patched.endsWith("\n") !== before.endsWith("\n")).toBe(true);
        return;
      }
      expect(applied(file, found)).toBe(patched);
      expect(found.start).toBeGreaterThanOrEqual(1);
      expect(found.end).toBeGreaterThanOrEqual(found.start);
      expect(found.end).toBeLessThanOrEqual(before.replace(/\n$/, "").split("\n").length);
    }),
    { numRuns: 5000 },
  );
});
