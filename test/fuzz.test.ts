import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.js";
import { filesIn, root } from "./architecture/tree.js";
import { claimsIn } from "./harness/claims.js";
import { lint } from "./harness/lint.js";
import { blocksOf } from "./harness/markdown.js";

const runs = 1_000;

const pages = ["test/rules", "test/analysis", "docs/rules"].flatMap((folder) => filesIn(folder, ".md"));
const programs = pages.flatMap((page) =>
  blocksOf(readFileSync(join(root, page), "utf8")).map(({ code }) => claimsIn(code, [String.raw`\w+`], /,/).code),
);
// what lone cases seldom hold, and what the parser takes though it is not finished
programs.push("label: for await (using x of y) { switch (x) { case 1: continue label; default: throw await x; } }\n", "const loaded = import.defer();\n");
// what leads back to itself
programs.push('const row = row.get("td");\nrow.then(load);\nrow;\n', "const out = { write(line) { metrics.increment(line); logger.info(line); } };\nconst a = wrap(a, out);\n");

/** One change of a program, as a function of its lines. */
const change = fc.oneof(
  fc.nat(60).map((at) => (lines: string[]) => lines.toSpliced(at % lines.length, 1)),
  fc.tuple(fc.nat(60), fc.nat(60)).map(([from, to]) => (lines: string[]) => lines.toSpliced(to % lines.length, 0, lines[from % lines.length] ?? "")),
  fc.tuple(fc.nat(60), fc.nat(60)).map(([one, other]) => (lines: string[]) => lines.with(one % lines.length, lines[other % lines.length] ?? "")),
  fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map(([line, from, to]) => (lines: string[]) => swapWords(lines, line, from, to)),
  fc.tuple(fc.nat(60), fc.constantFrom(...wordsToTry())).map(([line, [from, to]]) => (lines: string[]) => lines.with(line % lines.length, (lines[line % lines.length] ?? "").replace(from, to))),
);

function wordsToTry(): [RegExp, string][] {
  return [
    [/\bawait\b/, ""], [/\basync\b/, ""], [/\bconst\b/, "let"], [/\bconst (\w+)/, "const { $1 = $1 }"], [/\bfunction\b/, "function*"],
    [/\.(\w+)\(/, "?.$1("], [/\.(\w+)\(/, "['$1']("], [/\([^()]*\)/, "()"], [/\((\w)/, "(...$1"], [/\breturn\b/, "yield"], [/=>/, "=> async () =>"], [/;$/, " ?? this;"],
  ];
}

function swapWords(lines: string[], line: number, from: number, to: number): string[] {
  const words = lines.join(" ").match(/[A-Za-z_$][\w$]*/g) ?? [];
  const old = lines[line % lines.length] ?? "";
  const [wanted = "", given = ""] = [words[from % words.length], words[to % words.length]];
  return lines.with(line % lines.length, old.replace(wanted, given));
}

/** A program up to a place, with everything that is open there closed again. */
function truncated(code: string, length: number): string {
  const kept = code.slice(0, length % (code.length + 1));
  const closers: string[] = [];
  for (const char of kept) {
    const closer = { "(": ")", "[": "]", "{": "}" }[char];
    if (closer) closers.push(closer);
    else if (char === closers.at(-1)) closers.pop();
  }
  return kept + closers.reverse().join("");
}

const mutant = fc.oneof(
  fc.tuple(fc.nat(), fc.array(change, { minLength: 1, maxLength: 4 })).map(([which, changes]) =>
    changes.reduce((lines, apply) => (lines.length > 0 ? apply(lines) : lines), pick(which).split("\n")).join("\n"),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(([which, length]) => truncated(pick(which), length)),
  fc.tuple(fc.nat(), fc.nat()).map(([one, other]) => `${pick(one)}async function* outer() {\n${pick(other).replace(/^(import|export) .*$/gm, "")}}\n`),
);

function pick(which: number): string {
  return programs[which % programs.length] ?? "";
}

/** Whether the mutant is a program at all. @throws what a rule throws. */
function parses(code: string): boolean {
  const { messages } = lint(code, { path: "src/mutant.tsx", mode: "untyped", script: false, rules, options: {}, settings: undefined, program: undefined });
  return !messages.some((message) => message.fatal);
}

describe("fuzz", () => {
  test("no rule throws, whatever the program", { timeout: 120_000 }, () => {
    let parsed = 0;
    const property = fc.property(mutant, (code) => {
      if (parses(code)) parsed++;
    });
    fc.assert(property, { numRuns: runs, seed: 20_26 });
    // a mutation that only breaks the syntax would test the parser
    expect(parsed).toBeGreaterThan(runs / 3);
  });
});
