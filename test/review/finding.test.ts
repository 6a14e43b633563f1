import { describe, expect, test } from "vitest";
import { findingsOf, wholeMessage } from "../../src/review/index.js";
import { discardedSetter, finding, findings, missingTimeout, reviewOf, rulesMeta } from "./sample.js";

const fix = { range: [3, 4] as const, text: "x" };

describe("a finding", () => {
  test("says what the rule knows of it", () => {
    expect(finding(discardedSetter)).toMatchObject({
      rule: "no-fire-and-forget-setter",
      messageId: "discardedSetter",
      path: "src/a.ts",
      severity: "error",
      confidence: "likely",
      concern: "ordering",
      data: { call: "save", place: "this.state", write: 12, suspension: 11, consequence: "a later call can lose" },
      evidence: [11, 12, 20],
      strict: false,
    });
  });
  test("of a file outside of the working directory", () => {
    expect(finding(missingTimeout, {}, "../other/b.ts").path).toBe("../other/b.ts");
  });
  test("of a check that only `strict` has", () => {
    const message = "`once` waits for ever if `close` never comes; an `AbortSignal` would bound it.";
    expect(finding(missingTimeout, { messageId: "unboundedWait", message, severity: 1 })).toMatchObject({ strict: true, severity: "warning" });
  });
  test("rests on every line of its own", () => {
    expect(finding(missingTimeout, { endLine: 4 }).evidence).toEqual([2, 3, 4]);
  });
  test("without an end ends where it begins", () => {
    const { line, column, endLine, endColumn } = finding({ ...missingTimeout, endLine: undefined, endColumn: undefined });
    expect([line, column, endLine, endColumn]).toEqual([2, 9, 2, 9]);
  });
  test("has the fix and the suggestions as patches", () => {
    const suggestions = [{ desc: "Give up.", fix: { range: [1, 2] as const, text: "" } }];
    expect(finding(missingTimeout, { fix, suggestions }).patches).toEqual([
      { title: "Apply the automatic fix.", id: "automatic fix", range: [3, 4], text: "x" },
      { title: "Give up.", range: [1, 2], text: "" },
    ]);
  });
});

describe("the data of a suggestion", () => {
  const withData = (data: unknown) => finding(missingTimeout, { suggestions: [{ desc: "Give up.", data, fix }] }).data;

  test("adds to what the message says", () => {
    const data = { call: "fetch", where: "here", default: "none", ms: 10_000 };
    expect(withData(data)).toEqual(data);
  });
  test("decides where the text can be read in two ways", () => {
    const data = { call: "a` has no time limit b", where: "here", default: "none" };
    const message = "`a` has no time limit b` has no time limit here; the default is none.";
    expect(finding(missingTimeout, { message, suggestions: [{ desc: "", data, fix }] }).data).toEqual(data);
  });
  test("is left out where it tells of something else", () => {
    expect(withData({ call: "other" })).toEqual({ call: "fetch", where: "here", default: "none" });
  });
  test("is flat", () => {
    expect(withData({ call: "fetch", where: "here", default: "none", node: {} })).toEqual({ call: "fetch", where: "here", default: "none" });
  });
});

test("what others say, and what ESLint says in a rule's name, is left out", () => {
  const others = [
    { ...missingTimeout, ruleId: "no-console" },
    { ...missingTimeout, ruleId: null },
    { ...missingTimeout, messageId: undefined },
  ];
  expect(findings(others)).toEqual([]);
});

test.each([[{ messageId: "unknown" }], [{ message: "Other `words` on line 3." }]])("a message of another version is a finding of its words alone: %j", (changed) => {
  const [only] = findings([{ ...missingTimeout, ...changed }]);
  const message = "message" in changed ? changed.message : missingTimeout.message;
  expect(only).toMatchObject({ rule: "require-timeout", message, template: wholeMessage, data: { message }, evidence: [2] });
  expect(reviewOf(only === undefined ? [] : [only]).comments).toMatchObject([{ title: message, message, consequence: "" }]);
});

test("suppressed messages are asked for by name", () => {
  const result = { filePath: "/work/a.ts", messages: [], suppressedMessages: [missingTimeout] };
  expect(findingsOf(result, rulesMeta, "/work")).toEqual([]);
  expect(findingsOf(result, rulesMeta, "/work", "suppressedMessages")).toHaveLength(1);
});
