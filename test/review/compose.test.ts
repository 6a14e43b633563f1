import { describe, expect, test } from "vitest";
import { compose, type Finding, loadTemplates, type Review, select } from "../../src/review/index.js";
import { discardedSetter, finding, floating, missingTimeout } from "./sample.js";

const templates = loadTemplates();

function reviewOf(findings: readonly Finding[], source = "", files = 3): Review {
  const material = { selection: select(findings, []), files, ofChange: false, source: () => source };
  return compose(material, templates, "markdown");
}

describe("findings of one place", () => {
  test("stand under the first by priority", () => {
    const { comments, counts } = reviewOf([finding(floating), finding(discardedSetter)]);
    expect(comments.map(({ finding: { rule }, others }) => [rule, others.map((other) => other.rule)])).toEqual([
      ["no-fire-and-forget-setter", ["no-unhandled-rejection"]],
    ]);
    expect(counts.inline).toBe(2);
  });
  test("a call and the callee it begins with are one place, and so are `save()` and `void save()`", () => {
    const callee = finding(missingTimeout, { line: 20, column: 3, endLine: 20, endColumn: 7 });
    const discard = finding(discardedSetter, { column: 1 });
    expect(reviewOf([callee, finding(floating)]).comments).toHaveLength(1);
    expect(reviewOf([discard, finding(floating)]).comments).toHaveLength(1);
  });
  test("what lies within a long call is another place", () => {
    const inner = finding(missingTimeout, { line: 20, column: 5, endLine: 20, endColumn: 8 });
    expect(reviewOf([inner, finding(floating)]).comments).toHaveLength(2);
  });
  test("the same place of another file is another place", () => {
    expect(reviewOf([finding(floating), finding(discardedSetter, {}, "src/b.ts")]).comments).toHaveLength(2);
  });
  test("a check that only `strict` has never hides another", () => {
    const message = "`once` waits for ever if `close` never comes; an `AbortSignal` would bound it.";
    const wait = finding(missingTimeout, { messageId: "unboundedWait", message, line: 20, column: 3 });
    expect(reviewOf([wait, finding(floating)]).comments[0]?.finding.rule).toBe("no-unhandled-rejection");
  });
});

describe("the order", () => {
  test("severity × confidence, then path, then place", () => {
    const found = [
      finding(missingTimeout, { severity: 1 }, "src/a.ts"),
      finding(discardedSetter, {}, "src/a.ts"),
      finding(missingTimeout, { line: 9 }, "src/b.ts"),
      finding(missingTimeout, { line: 3 }, "src/b.ts"),
    ];
    expect(reviewOf(found).comments.map(({ finding: { path, line } }) => `${path}:${String(line)}`)).toEqual([
      "src/b.ts:3",
      "src/b.ts:9",
      "src/a.ts:20",
      "src/a.ts:2",
    ]);
  });
  test("does not depend on the order of the findings", () => {
    const found = [finding(missingTimeout), finding(floating), finding(discardedSetter), finding(missingTimeout, {}, "b.ts")];
    expect(reviewOf([...found].reverse())).toEqual(reviewOf(found));
  });
});

describe("the general assessment", () => {
  test("gives credit in one clause, then names the gaps with their numbers", () => {
    const two = [finding(missingTimeout), finding(missingTimeout, { line: 5 }), finding(floating, {}, "src/b.ts")];
    expect(reviewOf(two, "", 4).assessment).toBe(
      "No concern arises in 2 of the 4 files that were read. Several gaps remain under production load: remote calls without a time limit (findings 1 and 2) and promises whose rejection nobody handles (finding 3).",
    );
  });
  test("of many findings of a kind names the first", () => {
    const lines = [1, 2, 3, 4, 5, 6, 7].map((line) => finding(missingTimeout, { line }));
    expect(reviewOf(lines, "", 1).assessment).toContain("(findings 1 to 7)");
  });
  test("of nothing says so", () => {
    expect(reviewOf([]).assessment).toBe("No findings in the 3 files that were read.");
  });
});

describe("a comment", () => {
  test("states what is proved, and suggests where it is likely", () => {
    expect(reviewOf([finding(missingTimeout)]).comments[0]?.suggestion).toMatch(/^Give the call a deadline/);
    expect(reviewOf([finding(discardedSetter)]).comments[0]?.suggestion).toMatch(/^It might be safer to await/);
  });
  test("has doubts where it is only possible", () => {
    const doubtful = { ...finding(missingTimeout), confidence: "possible" as const };
    expect(reviewOf([doubtful]).comments[0]?.concern).toMatch(/^I have some concerns about remote calls without a time limit\. /);
  });
  test("shows the patch with two lines around it", () => {
    const source = "1\n2\n3\nfetch(url);\n5\n6\n7\n";
    const patches = [{ title: "Give up.", range: [6, 11] as const, text: "fetch2" }];
    const [comment] = reviewOf([{ ...finding(missingTimeout), patches }], source).comments;
    expect(comment?.patches[0]?.diff).toBe("@@ -2,5 +2,5 @@\n 2\n 3\n-fetch(url);\n+fetch2(url);\n 5\n 6");
  });
  test("shows the lines that the message names", () => {
    const source = Array.from({ length: 30 }, (_, index) => `line${String(index + 1)}`).join("\r\n");
    const [comment] = reviewOf([finding(discardedSetter)], source).comments;
    expect(comment?.lines.map(({ text }) => text)).toEqual(["line11", "line12", "line20"]);
  });
  test("tells the background of a kind once", () => {
    const { comments, table } = reviewOf([finding(missingTimeout), finding(missingTimeout, { line: 5 })]);
    expect(comments.map(({ background }) => background !== undefined)).toEqual([true, false]);
    expect(table).toHaveLength(1);
  });
  test("of a rule without a template still says its message", () => {
    const [comment] = reviewOf([{ ...finding(missingTimeout), rule: "of-tomorrow" }]).comments;
    expect(comment).toMatchObject({ title: "`fetch` has no time limit here; the default is none.", suggestion: "" });
  });
});
