import { describe, expect, test } from "vitest";
import { defineRule, type Finding, type Rule } from "../../src/rule/define-rule.js";
import { nodesIn } from "./nodes-in.js";
import { RuleCases } from "./rule-cases.js";

type Repair = NonNullable<Finding["fix"]>;

/** Reports each call of `risky`, and offers what a test makes of it. */
function rule(repair: Repair): Rule {
  return defineRule({
    name: "no-risky",
    description: "Disallow risky calls",
    concern: "timeouts",
    options: { limit: { type: "integer", default: 0, description: "Arguments that a call may have." } },
    messages: { called: { text: "`{{call}}` is risky.", confidence: "proved" } },
    suggestions: { mend: "Mend `{{call}}`." },
    *findings(file, options) {
      for (const node of nodesIn(file)) {
        if (node.type !== "CallExpression" || node.arguments.length <= options.limit) continue;
        const call = file.source.getText(node.callee);
        if (call.startsWith("risky")) yield { message: "called", at: node.callee, data: { call }, suggest: [{ message: "mend", fix: repair }] };
      }
    },
  });
}

let sheets = 0;

function problems(markdown: string, subject: Rule = rule(mended), kind: "cases" | "docs" = "cases"): string[] {
  const sheet = new RuleCases({ name: `harness.${++sheets}`, markdown, kind }, subject, [subject]);
  return [...new Set(sheet.cases.flatMap((one) => one.modes.flatMap((mode) => sheet.problemsOf(one, mode))))];
}

const mended: Repair = (fixer) => fixer.replaceTextRange([0, 5], "sleep");
const block = (code: string, info = "ts loose"): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;

describe("claims", () => {
  test("a claimed report is right", () => {
    expect(problems(block("risky(1); // review: called"))).toEqual([]);
    expect(problems(block("risky(1); /* review: called */ safer();"))).toEqual([]);
    expect(problems(block("risky(1); risky2(2); // review: called, called", "js"), rule(silenced))).toEqual([]);
  });
  test("an unclaimed report is a fault", () => {
    expect(problems(block("risky(1);"))).toEqual(["line 2: found, but not claimed: review: called: `risky` is risky."]);
  });
  test("an unmet claim is a fault", () => {
    expect(problems(block("safer(1); // review: called"))).toEqual(["line 2: claimed, but not found: review: called"]);
  });
  test("a claim on another line is a fault", () => {
    expect(problems(block("risky(1);\nsafer(); // review: called"))).toHaveLength(2);
  });
  test("a claim may say with which data", () => {
    expect(problems(block("risky(1); // review: called(call=risky)"))).toEqual([]);
    expect(problems(block("risky(1); // review: called(call=other)"))).toHaveLength(2);
  });
  test("a placeholder without data is a fault", () => {
    const named = rule(mended);
    const unnamed = { ...named, meta: { ...named.meta, messages: { called: "`{{name}}` is risky.", mend: "Mend `{{call}}`." } } };
    expect(problems(block("risky(1); // review: called"), unnamed)).toEqual(["line 2: a placeholder got no data: `{{name}}` is risky."]);
  });
  test("a claim can stand in JSX", () => {
    expect(problems(block("const a = () => <p>{risky(1)}{/* review: called */}</p>;", "tsx loose"), rule(silenced))).toEqual([]);
  });
});

describe("fences", () => {
  test("options reach the rule", () => {
    expect(problems(block("risky(1);", 'ts loose options={"limit": 1}'))).toEqual([]);
  });
  test("an unknown word or key is refused", () => {
    expect(() => problems(block("safer();", "ts lose"))).toThrow("Line 1: unknown word `lose`.");
    expect(() => problems(block("safer();", "ts option={}"))).toThrow("Line 1: unknown key `option`.");
  });
  test("options that are not JSON are refused", () => {
    expect(() => problems(block("safer();", "ts options={limit:1}"))).toThrow("is not JSON");
  });
  test("a case that does not parse is a fault", () => {
    expect(problems(block("const = 1;"))[0]).toContain("the case does not parse");
  });
  test("a case that does not type-check is a fault unless it is loose", () => {
    expect(problems(block("risky2();", "ts"))).toEqual(["the case does not type-check: TS2304: Cannot find name 'risky2'."]);
    expect(problems(block("risky2();", "ts loose"))).toEqual([]);
    expect(problems(block("risky2();", "ts untyped"))).toEqual([]);
  });
  test("imports resolve, and the names of the environment are there", () => {
    expect(problems(block('import { readFile } from "node:fs/promises";\nlogger.info(await readFile("a", "utf8"));', "ts"))).toEqual([]);
    expect(problems(block('const axios = require("axios");\naxios.get("a");', "js script"))).toEqual([]);
  });
  test("a rule that throws fails the case", () => {
    const throwing: Rule = { ...rule(mended), create: () => ({ Program() { throw new Error("no"); } }) };
    expect(() => problems(block("safer();"), throwing)).toThrow("concurrency-review/no-risky threw: no");
  });
});

const silenced: Repair = (fixer) => fixer.insertTextBeforeRange([0, 0], "/* eslint-disable */ ");
const declared = "declare function risky(value: number): void;\ndeclare function safer(value: number): void;\n";

describe("repairs", () => {
  test.each<[string, string, Repair]>([
    ["does not silence its report", "risky(1); // review: called", (fixer) => fixer.insertTextAfterRange([0, 9], " sleep(2);")],
    ["does not parse", "risky(1); // review: called", (fixer) => fixer.insertTextAfterRange([0, 9], " (")],
    ["loses the comment `why`", "risky(1 /* why */); // review: called", (fixer) => fixer.replaceTextRange([0, 18], "safer(1)")],
    ["inserts `void`", "risky(1); // review: called", (fixer) => fixer.replaceTextRange([0, 5], "void safer")],
  ])("one that %s is a fault", (fault, code, repair) => {
    expect(problems(block(code), rule(repair)).join()).toContain(fault);
  });
  test("one that does not type-check is a fault where its input did", () => {
    const at = declared.length;
    const wrong: Repair = (fixer) => fixer.replaceTextRange([at, at + 8], 'safer("1")');
    expect(problems(block(`${declared}risky(1); // review: called`, "ts"), rule(wrong)).join()).toContain("does not type-check: TS2345");
    const right: Repair = (fixer) => fixer.replaceTextRange([at, at + 8], "safer(1)");
    expect(problems(block(`${declared}risky(1); // review: called`, "ts"), rule(right))).toEqual([]);
  });
  test("one that raises a report of another rule is a fault", () => {
    const other: Rule = { ...rule(mended), name: "no-risky-either", create: (context) => ({ "Identifier[name=sleep]": (node: never) => context.report({ node, messageId: "called" }) }) };
    const subject = rule(mended);
    const sheet = new RuleCases({ name: `harness.${++sheets}`, markdown: block("risky(1); // review: called"), kind: "cases" }, subject, [subject, other]);
    const [first] = sheet.cases;
    expect(first && sheet.problemsOf(first, "untyped").join()).toContain("raises another report (no-risky-either/called)");
  });
  test("overlapping reports are a fault", () => {
    expect(problems(block("risky(risky(1)); // review: called, called"), rule(mended)).join()).not.toContain("overlap");
    expect(problems(block("risky(() => risky(1))(2); // review: called, called"), rule(silenced)).join()).toContain("overlap");
  });
});

describe("outcomes", () => {
  const shown = block("risky(1); // review: called");
  test("the code that a suggestion yields is compared", () => {
    expect(problems(shown + block("sleep(1);", "ts suggests=mend"))).toEqual([]);
    expect(problems(shown + block("other(1);", "ts suggests=mend"))).toEqual([expect.stringContaining("mend does not yield what stands on line 4, but\nsleep(1);")]);
  });
  test("a suggestion that nobody makes is a fault", () => {
    expect(problems(shown + block("sleep(1);", "ts suggests=other"))).toEqual([expect.stringContaining("no report has the suggestion other")]);
    expect(problems(shown + block("sleep(1);", "ts suggests=mend at=2"))).toEqual([expect.stringContaining("no report has the suggestion mend")]);
  });
  test("fixes are compared", () => {
    expect(problems(shown + block("safer(1);", "ts fixes"))).toEqual([expect.stringContaining("fixes does not yield")]);
  });
  test("an outcome without a case is refused", () => {
    expect(() => problems(block("sleep(1);", "ts suggests=mend"))).toThrow("Line 1: this outcome follows no case.");
  });
  test("messages and suggestions that no case shows are found", () => {
    const unshown = (markdown: string): string[] =>
      new RuleCases({ name: "harness.shown", markdown, kind: "cases" }, rule(mended), []).unshown();
    expect(unshown(block("safer(1);"))).toEqual(["called", "mend"]);
    expect(unshown(shown)).toEqual(["mend"]);
    expect(unshown(shown + block("sleep(1);", "ts suggests=mend"))).toEqual([]);
  });
});

describe("examples of a page", () => {
  test("an incorrect one must report, a correct one must not", () => {
    expect(problems(block("risky(1);", "ts incorrect"), rule(mended), "docs")).toEqual([]);
    expect(problems(block("safer(1);", "ts incorrect"), rule(mended), "docs")).toEqual(["reports nothing"]);
    expect(problems(block("risky(1);", "ts correct"), rule(mended), "docs")).toHaveLength(1);
    expect(problems(block("risky(1);", "ts"), rule(mended), "docs")).toEqual([]);
  });
});
