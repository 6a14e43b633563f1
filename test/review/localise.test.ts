import { describe, expect, test } from "vitest";
import { annotations, compose, type Finding, rdjson, sarif, select } from "../../src/review/index.js";
import { localised } from "../../src/review/localise.js";
import { discardedSetter, finding, missingTimeout } from "./sample.js";
import { loadedOnce } from "./templates.js";

const chinese = loadedOnce("zh-CN");
const message = discardedSetter.message.replace("a later call can lose", "the call on line 31 can land before it");
const setter: Finding = finding(discardedSetter, { message });

function reviewOf(findings: readonly Finding[], locale: "en" | "zh-CN") {
  return compose({ selection: select(findings, []), files: 1, ofChange: false, source: () => undefined }, loadedOnce(locale), "plain");
}

describe("a finding in Chinese", () => {
  test("has its message, the words in it and the lines that they name", () => {
    expect(localised(setter, chinese).message).toBe(
      "`save` 的 Promise 被丢弃：它在第 11 行让出之后才在第 12 行写入 `this.state`，因此第 31 行的调用可能先于它落下。",
    );
  });
  test("keeps its data, its evidence and its fingerprint", () => {
    const told = localised(setter, chinese);
    expect([told.data, told.evidence]).toEqual([setter.data, setter.evidence]);
    const { fingerprints, findings } = reviewOf([setter], "zh-CN");
    const known = reviewOf([setter], "en").fingerprints.get(setter);
    expect(known).toBeDefined();
    expect([setter, ...findings].map((one) => fingerprints.get(one))).toEqual([known, known]);
  });
  test("has patches with titles of its own, whatever their values", () => {
    const patch = { title: "Await `save(\"a\")`.", id: "awaitCall", data: { call: 'save("a")' }, range: [0, 0] as const, text: "" };
    const fix = { title: "Apply the automatic fix.", id: "automatic fix", range: [0, 0] as const, text: "" };
    const unknown = { title: "Of another version.", id: "ofTomorrow", data: {}, range: [0, 0] as const, text: "" };
    const titles = localised({ ...setter, patches: [patch, fix, unknown] }, chinese).patches.map(({ title }) => title);
    expect(titles).toEqual(['对 `save("a")` 加上 `await`。', "应用自动修复。", "Of another version."]);
  });
  test("of a rule without templates stays as it is", () => {
    expect(localised({ ...setter, rule: "of-tomorrow" }, chinese).message).toBe(setter.message);
  });
  test("is the same in English", () => {
    expect(localised(setter, loadedOnce("en"))).toMatchObject({ message: setter.message, description: setter.description, patches: setter.patches });
  });
});

describe("formats for tools in Chinese", () => {
  const review = reviewOf([setter], "zh-CN");

  test("SARIF links the lines that a message names", () => {
    const log = sarif(review, chinese, { source: () => undefined });
    expect(log).toContain("[第 11 行](1)让出之后才在[第 12 行](2)写入");
    expect(log).toContain('"text": "设置函数不应在返回之后才写入。"');
  });
  test("rdjson names related lines", () => {
    expect(rdjson(review, { source: () => undefined }, chinese)).toContain('"message": "第 11 行"');
  });
  test("annotations say how many are left", () => {
    const many = Array.from({ length: 12 }, (_, index) => finding(missingTimeout, { line: index + 1 }));
    expect(annotations(reviewOf(many, "zh-CN"), chinese)).toContain("另有 2 条问题未在此标注：GitHub 对每个步骤的每个级别只显示 10 条。");
  });
});
