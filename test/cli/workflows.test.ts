import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { optionNames } from "../../src/cli/args.js";
import { root } from "./workspace.js";

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const pages = ["docs/pull-requests.md", "docs/ci.md"].map((page) => ({ page, text: readFileSync(join(root, page), "utf8") }));
const blocks = pages.flatMap(({ page, text }) => [...text.matchAll(/```ya?ml\n([\s\S]*?)```/g)].map(([, block = ""], index) => ({ name: `${page}, ${String(index + 1)}`, block })));
const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as { inputs: Record<string, { description: string; default?: string }>; runs: { using: string; steps: Step[] } };

/** The options of the command in a text, without their dashes. */
function optionsIn(text: string): string[] {
  return text.split("\n").filter((line) => /concurrency-review\b|options[+=]/.test(line)).flatMap((line) => [...line.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = ""]) => name));
}

describe("the action", () => {
  const [step] = action.runs.steps;

  test("hands every input on through the environment, and none into the script itself", () => {
    const used = Object.values(step?.env ?? {}).join(" ");
    const handed = Object.keys(action.inputs).filter((name) => name !== "working-directory");
    expect(handed.filter((name) => !used.includes(`inputs.${name} `))).toEqual([]);
    expect(step?.run).not.toContain("${{");
  });
  test("gives only options that there are", () => {
    const given = optionsIn(step?.run ?? "").filter((name) => name !== "no-install");
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((name) => !optionNames.includes(name))).toEqual([]);
  });
});

describe("the workflows of the docs", () => {
  test.each(blocks)("$name parses", ({ block }) => {
    expect(parse(block)).toBeTypeOf("object");
  });
  test.each(blocks.filter(({ block }) => block.includes("concurrency-review ")))("$name gives only options that there are", ({ block }) => {
    const others = ["ignore-scripts", "no-install", "yes"];
    expect(optionsIn(block).filter((name) => !optionNames.includes(name) && !others.includes(name))).toEqual([]);
  });
});

test("pages that the command names are there", () => {
  const named = [...new Set(["src/cli/github-posting.ts", "src/cli/gitlab-posting.ts", "src/cli/posting.ts", "src/cli/target.ts"].flatMap((path) => readFileSync(join(root, path), "utf8").match(/docs\/[\w-]+\.md/g) ?? []))];
  expect(named.filter((page) => !existsSync(join(root, page)))).toEqual([]);
});
