import { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../src/plugin.js";

/** The text after the first suggestion of a rule. */
function repaired(code: string, rule: keyof typeof plugin.rules): string {
  const [message] = new Linter().verify(code, { plugins: { ours: plugin }, rules: { [`ours/${rule}`]: "error" } });
  const edit = message?.suggestions?.[0]?.fix;
  return edit ? code.slice(0, edit.range[0]) + edit.text + code.slice(edit.range[1]) : code;
}

function indentedBy(unit: string, text: string): string {
  return text.replaceAll("»", unit);
}

const before = `export async function load(url) {
»const controller = new AbortController();
»const timer = setTimeout(() => {
»»console.warn("no answer in time");
»»controller.abort();
»}, 1000);
»const answer = await fetch(url, {
»»signal: controller.signal,
»});
»clearTimeout(timer);
»return answer;
}
`;
const after = `export async function load(url) {
»const controller = new AbortController();
»const timer = setTimeout(() => {
»»console.warn("no answer in time");
»»controller.abort();
»}, 1000);
»try {
»»const answer = await fetch(url, {
»»»signal: controller.signal,
»»});
»»return answer;
»} finally {
»»clearTimeout(timer);
»}
}
`;

test.each([["tabs", "\t"], ["two spaces", "  "], ["four spaces", "    "]])("new lines are indented with %s where the file is", (_, unit) => {
  expect(repaired(indentedBy(unit, before), "no-abandoned-race")).toBe(indentedBy(unit, after));
});
