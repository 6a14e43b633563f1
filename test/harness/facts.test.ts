import { describe, expect, test } from "vitest";
import { FactCases, type Facts } from "./fact-cases.js";
import { nodesIn } from "./nodes-in.js";

const calls: Facts = function* (file) {
  for (const node of nodesIn(file)) {
    if (node.type === "CallExpression") yield { node, says: file.source.getText(node.callee) };
  }
};

const typed: Facts = function* (file) {
  yield { node: file.ast, says: file.services ? "typed" : "untyped" };
};

let sheets = 0;

function problems(info: string, code: string): string[] {
  const sheet = new FactCases(`harness.${++sheets}`, `\`\`\`${info}\n${code}\n\`\`\`\n`, { call: calls, typed });
  return [...new Set(sheet.cases.flatMap((one) => one.modes.flatMap((mode) => sheet.problemsOf(one, mode))))];
}

describe("facts", () => {
  test("a met claim is right, and lines without claims are not looked at", () => {
    expect(problems("ts", "sleep(1); // call: sleep\nsleep(2);")).toEqual([]);
    expect(problems("js", "a(); b.c(); // call: b.c; a")).toEqual([]);
  });
  test("an unmet claim and an unclaimed fact of the same line are faults", () => {
    expect(problems("ts loose", "a(); b(); // call: a")).toEqual(["line 2: found, but not claimed: call: b"]);
    expect(problems("ts loose", "a(); // call: a; b")).toEqual(["line 2: claimed, but not found: call: b"]);
  });
  test("`all` looks at every line", () => {
    expect(problems("ts loose all", "a(); // call: a\nb();")).toEqual(["line 3: found, but not claimed: call: b"]);
  });
  test("a line can be claimed to say nothing", () => {
    expect(problems("ts", "sleep; // call: nothing")).toEqual([]);
    expect(problems("ts loose", "a(); // call: nothing")).toEqual(["line 2: found, but not claimed: call: a"]);
  });
  test("a case without claims is a fault", () => {
    expect(problems("ts", "sleep(1);")).toEqual(["the case claims nothing"]);
  });
  test("a case that does not type-check is a fault", () => {
    expect(problems("ts", "a(); // call: a").join()).toContain("does not type-check");
  });
  test("types are there where the fence says so", () => {
    expect(problems("ts untyped", "sleep(1); // typed: untyped")).toEqual([]);
    expect(problems("ts typed", "sleep(1); // typed: typed")).toEqual([]);
  });
});
