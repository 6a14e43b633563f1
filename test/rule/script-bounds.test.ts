import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { expect, test } from "vitest";
import { withinScripts } from "../../src/rule/script-bounds.js";

type Edits = ReturnType<TSESLint.ReportFixFunction>;

const component = "<h1>Jobs</h1>\n<script>\nstart();\n</script>\n";
const start = component.indexOf("<script>");
const svelte = [{ type: "SvelteScriptElement", range: [start, component.length - 1], body: [] }];

function kept(body: readonly object[], edits: Edits): Edits {
  const fix = withinScripts({ ast: { body } as unknown as TSESTree.Program }, () => edits);
  return fix({} as TSESLint.RuleFixer);
}

const inside = { range: [start + 9, start + 9], text: "let isRunning = false;\n" } as const;
const before = { range: [start, start], text: "let isRunning = false;\n" } as const;

test("in a component, a repair that would write in front of its script is none", () => {
  expect(kept(svelte, [before, inside])).toBeNull();
  expect(kept(svelte, [{ range: [0, component.length], text: "" }])).toBeNull();
});

test("one in the script or in the markup is kept", () => {
  expect(kept(svelte, [inside])).toEqual([inside]);
  expect(kept(svelte, { range: [4, 8], text: "Work" })).toEqual([{ range: [4, 8], text: "Work" }]);
  expect(kept(svelte, null)).toEqual([]);
});

test("elsewhere every repair is as it was", () => {
  expect(kept([{ type: "ExpressionStatement", range: [start, start + 8] }], before)).toBe(before);
});
