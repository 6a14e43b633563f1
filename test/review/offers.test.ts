import { describe, expect, test } from "vitest";
import { offersByTokens } from "../../src/review/index.js";
import { finding, missingTimeout } from "./sample.js";

/** Whether the text between the bars may take the place of what stands between them. */
function offers(marked: string, text: string, path = "a.ts"): boolean {
  const from = marked.indexOf("¦");
  const to = marked.lastIndexOf("¦");
  const range = from === to ? ([from, from] as const) : ([from, to - 1] as const);
  return offersByTokens({ ...finding(missingTimeout), path }, { title: "", range, text }, marked.replaceAll("¦", ""));
}

describe("by its tokens, a patch fits", () => {
  test.each([
    ["¦save();", "await "],
    ["fetch(url¦);", ", { signal }"],
    ["¦save(a)¦;", "void 0"],
    ["if (a) ¦{ b(); }¦", "{ c(); }"],
    ["f(¦) { ¦}", ") { if (x) { y(); } "],
    ["a = ¦`x${1}y`¦;", "`${b}`"],
    ["¦save();¦\nb();", "// gone"],
    ["a; // x¦", ""],
  ])("%s with %j", (marked, text) => {
    expect(offers(marked, text)).toBe(true);
  });
  test("JSX, where the file may have it", () => {
    expect(offers("const a = <b>it's {¦save()¦}</b>;", "x()", "a.tsx")).toBe(true);
  });
});

describe("by its tokens, a patch does not fit", () => {
  test.each([
    ["a bracket that nothing closes", "¦save();", "await ("],
    ["a bracket too many", "¦save();", "a) "],
    ["another bracket", "f(¦) {¦ }", "] {"],
    ["a bracket taken out", "f¦(¦a);", ""],
    ["a string that does not end", "¦save();", "'a"],
    ["a template that does not end", "¦save();", "`a${"],
    ["a comment that does not end", "¦save();", "/* a"],
    ["a comment that swallows the rest", "¦save();", "// "],
    ["part of a string", "'a ¦save()¦ b';", "x"],
    ["part of a name", "sa¦ve();", "x"],
    ["a place within a template", "`a ¦ b`;", "x"],
    ["more than the file", "¦a;¦", "x".repeat(3)],
  ])("%s", (name, marked, text) => {
    if (name === "more than the file") expect(offersByTokens(finding(missingTimeout), { title: "", range: [0, 9], text }, "a;")).toBe(false);
    else expect(offers(marked, text)).toBe(false);
  });
});
