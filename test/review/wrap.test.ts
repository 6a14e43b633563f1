import { expect, test } from "vitest";
import { wrapped } from "../../src/review/wrap.js";

test("a sentence is broken at its blanks, before the hundredth column", () => {
  const lines = wrapped("word ".repeat(50), "  ").split("\n");
  expect(lines.map((line) => line.length)).toEqual([96, 96, 61]);
  expect(lines.every((line) => /^ {2}word( word)*$/.test(line))).toBe(true);
});
test("a word longer than a line stays whole", () => {
  expect(wrapped(`a ${"x".repeat(120)} b`, "")).toBe(`a\n${"x".repeat(120)}\nb`);
});
test("Chinese is broken between its characters, each two columns wide, and never before a closing mark", () => {
  const lines = wrapped("锁一直被持有，".repeat(12), "   ").split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(line.trim()).not.toMatch(/^[，。]/);
    expect(line.trim().length * 2 + 3).toBeLessThanOrEqual(102);
  }
  expect(lines.map((line) => line.trim()).join("")).toBe("锁一直被持有，".repeat(12));
});
test("code in Chinese keeps its blanks and stays whole", () => {
  const sentence = `把 \`signal\` 传给 \`fetch\`。${"等".repeat(33)}\`client.send\` 会一直等待。`;
  const lines = wrapped(sentence, "").split("\n");
  expect(lines[0]).toMatch(/^把 `signal` 传给 `fetch`。/);
  expect(lines.join("\n")).toContain("`client.send`");
});
