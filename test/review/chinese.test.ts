import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import plugin from "../../dist/src/plugin.js";
import { compose, findingsOf, type Finding, markdown, type RulesMeta, select, text } from "../../src/review/index.js";
import { casesOf } from "../harness/cases.js";
import { lint } from "../harness/lint.js";
import { blocksOf } from "../harness/markdown.js";
import { loadedOnce } from "./templates.js";

const templates = loadedOnce("zh-CN");
const folder = new URL("../../src/review/templates/zh-CN/", import.meta.url);

/** What is no code, and no heading or value of a table in English. */
function proseOf(file: string): string {
  return file
    .replace(/^## Words\n[\s\S]*?(?=^## |$(?![\s\S]))/gm, (words) => words.replace(/^\| .*? \| /gm, ""))
    .replace(/^#.*$/gm, "")
    .replace(/`[^`\n]*`/g, "`x`");
}

/** Two words one after the other, of which the second is no name; terms that Chinese has no usual word for are none. */
function englishIn(prose: string): string[] {
  const plain = prose.replace(/`[^`\n]*`/g, "`").replace(/single flight|full jitter/g, "");
  return plain.match(/[A-Za-z][a-z']*[ ,]+[a-z][a-z']+( [A-Za-z']+)*/g) ?? [];
}

describe.each(readdirSync(folder))("%s", (name) => {
  const prose = proseOf(readFileSync(new URL(name, folder), "utf8"));

  test("has full-width marks between Chinese", () => {
    expect(prose.match(/\p{Script=Han}[`}]*[,.;:!?()"][^\n]{0,8}|[,;!?("]\p{Script=Han}[^\n]{0,8}/gu) ?? []).toEqual([]);
  });
  test("quotes with 「」", () => {
    expect(prose.match(/[“”‘’"]/g) ?? []).toEqual([]);
  });
  test("parts Chinese from code, Latin letters and digits by a space, and marks by none", () => {
    expect(prose.match(/[^\n]{0,8}(?:\p{Script=Han}[`A-Za-z0-9]|[`A-Za-z0-9]\p{Script=Han}|[，。：；、（）？「」] (?!\|)|(?<!\|) [，。：；、（）？「」])[^\n]{0,8}/gu) ?? []).toEqual([]);
  });
  test("names lines in one way", () => {
    expect(prose.match(/[^\n]{0,2}\{\{(?:line|read|write|suspension|test)\}\}[^\n]{0,2}/g)?.filter((found) => !/第 \{\{\w+\}\} [行、]?/.test(found)) ?? []).toEqual([]);
  });
  test("has no English sentence", () => {
    expect(englishIn(prose)).toEqual([]);
  });
});

const rulesMeta = Object.fromEntries(Object.entries(plugin.rules).map(([rule, { meta }]) => [`concurrency-review/${rule}`, meta])) as unknown as RulesMeta;

/** What a rule finds in its own cases, with every check switched on. */
function foundBy(rule: (typeof rules)[number]): Finding[] {
  const sheet = readFileSync(new URL(`../rules/${rule.name}.md`, import.meta.url), "utf8");
  const ids = Object.keys(rule.meta.docs.confidence);
  const checks = ids.length > 1 ? { checks: Object.fromEntries(ids.map((id) => [id, true])) } : {};
  return casesOf(blocksOf(sheet)).flatMap(({ block, path, options, settings }) => {
    const setup = { path, mode: "untyped" as const, script: block.words.has("script"), rules: [rule], options: { [rule.name]: { ...options, ...checks } }, settings, program: undefined };
    return findingsOf({ filePath: `/work/${path}`, messages: lint(block.code, setup).messages }, rulesMeta, "/work");
  });
}

describe.each(rules.map((rule) => ({ name: rule.name, rule })))("what $name finds in its cases", ({ rule }) => {
  const findings = foundBy(rule);
  const review = compose({ selection: select(findings, []), files: 1, ofChange: false, source: () => undefined }, templates, "markdown");

  test("there is something", () => {
    expect(findings.length).toBeGreaterThan(0);
  });
  test("is told in Chinese, its words, its patches and all", () => {
    const told = new Set(review.findings.flatMap(({ message, description, patches }) => [message, description, ...patches.map(({ title }) => title)]));
    expect([...told].filter((sentence) => englishIn(sentence).length > 0 || !/\p{Script=Han}/u.test(sentence))).toEqual([]);
  });
  test("makes a review without an English sentence, as a document and on a terminal", () => {
    const plain = compose({ selection: select(findings, []), files: 1, ofChange: false, source: () => undefined }, templates, "plain");
    expect(englishIn(markdown(review, templates).replace(/<[^>]*>|&#\d+;|\\/g, ""))).toEqual([]);
    // lines broken within code are joined, but for the one that names the place
    const terminal = text(plain, templates, { color: false }).replace(/^ +\S+:\d+:\d+ .*$/gm, "").replace(/(?<=\S)\n *(?=\S)/g, " ");
    expect(englishIn(terminal)).toEqual([]);
  });
});
