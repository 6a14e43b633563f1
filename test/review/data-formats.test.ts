import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv, type ValidateFunction } from "ajv";
import fc from "fast-check";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { annotations, codequality, type Finding, json, loadTemplates, rdjson, sarif } from "../../src/review/index.js";
import { lineHashes } from "../../src/review/line-hash.js";
import { root } from "../architecture/tree.js";
import { discardedSetter, finding, floating, hostilePieces, missingTimeout, reviewOf } from "./sample.js";

const templates = loadTemplates();
const source = `${"\n".repeat(10)}  await wait();\n  this.state = state;\n${"\n".repeat(7)}  save();\n`;
const patch = { title: "Await it.", range: [source.indexOf("save"), source.indexOf("save")] as const, text: "await " };
const setter: Finding = { ...finding(discardedSetter), patches: [patch] };
const suppressed: Finding = { ...finding(missingTimeout), suppressions: [{ kind: "directive", justification: "a peer of our own" }] };

function validatorOf(schema: object): ValidateFunction {
  return new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
}

function errorsOf(validate: ValidateFunction, text: string): unknown {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

const name = fc.array(fc.constantFrom(...hostilePieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));

/** A finding in a file and on a call of these names, with a patch that inserts the name. */
function hostile(path: string, call: string): Finding {
  const message = `\`${call}\` has no time limit here; the default is none.`;
  return { ...finding(missingTimeout, { message }), path, line: 1, column: 1, endLine: 1, endColumn: 2, patches: [{ title: call, range: [0, 0], text: call }] };
}

describe("JSON", () => {
  const validate = validatorOf(JSON.parse(readFileSync(join(root, "src/review/formats/review-v1.schema.json"), "utf8")) as object);

  test("is as its schema says", () => {
    expect(errorsOf(validate, json(reviewOf([setter, finding(floating)], source, [suppressed])))).toEqual([]);
    expect(errorsOf(validate, json(reviewOf([])))).toEqual([]);
  });
  test("the schema refuses what it does not know", () => {
    const report = JSON.parse(json(reviewOf([setter], source))) as { findings: object[] };
    const [first] = report.findings;
    expect(errorsOf(validate, JSON.stringify({ ...report, version: 2 }))).not.toEqual([]);
    expect(errorsOf(validate, JSON.stringify({ ...report, findings: [{ ...first, line: 0 }] }))).not.toEqual([]);
    expect(errorsOf(validate, JSON.stringify({ ...report, findings: [{ ...first, more: 1 }] }))).not.toEqual([]);
  });
  test("stays so whatever the code is", () => {
    fc.assert(
      fc.property(name, name, (path, call) => {
        expect(errorsOf(validate, json(reviewOf([hostile(path, call)], call)))).toEqual([]);
      }),
    );
  });
});

describe("Code Quality", () => {
  test("an entry a finding", () => {
    expect(JSON.parse(codequality(reviewOf([setter, finding(missingTimeout, { severity: 1 })], source)))).toEqual([
      {
        description: "require-timeout: `fetch` has no time limit here; the default is none.",
        check_name: "concurrency-review/require-timeout",
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        severity: "major",
        location: { path: "src/a.ts", lines: { begin: 2, end: 2 } },
      },
      {
        description: expect.stringContaining("no-fire-and-forget-setter: The promise of `save`") as string,
        check_name: "concurrency-review/no-fire-and-forget-setter",
        fingerprint: expect.any(String) as string,
        severity: "major",
        location: { path: "src/a.ts", lines: { begin: 20, end: 20 } },
      },
    ]);
  });
  test("fingerprints differ, and nothing is an empty list", () => {
    const same = [1, 2, 3].map((line) => finding(missingTimeout, { line, endLine: line }));
    const all = JSON.parse(codequality(reviewOf(same, "fetch(a)\nfetch(a)\nfetch(a)\n"))) as { fingerprint: string }[];
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(codequality(reviewOf([]))).toBe("[]\n");
  });
});

describe("rdjson", () => {
  const diagnosticsOf = (findings: readonly Finding[], text = source) =>
    (JSON.parse(rdjson(reviewOf(findings, text), { source: () => text }, templates)) as { diagnostics: Record<string, unknown>[] }).diagnostics;

  test("a suggestion has lines and no columns, and the diagnostic stands where it does", () => {
    const range = { start: { line: 20 }, end: { line: 20 } };
    expect(diagnosticsOf([setter])).toEqual([
      {
        message: expect.stringContaining("The promise of `save` is thrown away") as string,
        location: { path: "src/a.ts", range },
        severity: "ERROR",
        code: { value: "no-fire-and-forget-setter/discardedSetter", url: "https://example.org/setter.md" },
        suggestions: [{ range, text: "  await save();" }],
        related_locations: [11, 12].map((line) => ({ message: `line ${String(line)}`, location: { path: "src/a.ts", range: { start: { line } } } })),
        original_output: expect.stringMatching(/^src\/a\.ts:20:3 The promise/) as string,
      },
    ]);
  });
  test("a patch of another place moves the diagnostic there", () => {
    const [first] = diagnosticsOf([{ ...finding(missingTimeout), patches: [patch] }]);
    expect(first?.["location"]).toEqual({ path: "src/a.ts", range: { start: { line: 20 }, end: { line: 20 } } });
  });
  test("lines are taken out by an empty text, and a line is never emptied by it", () => {
    const at = (range: [number, number], text: string) => diagnosticsOf([{ ...finding(missingTimeout), patches: [{ title: "", range, text }] }], "a\nb\nc\n")[0]?.["suggestions"];
    expect(at([2, 4], "")).toEqual([{ range: { start: { line: 2 }, end: { line: 2 } }, text: "" }]);
    expect(at([2, 3], "")).toBeUndefined();
  });
  test("characters that hide or reorder text are not suggested", () => {
    expect(diagnosticsOf([{ ...setter, patches: [{ ...patch, text: "\u202e" }] }])[0]?.["suggestions"]).toBeUndefined();
  });
});

describe("annotations", () => {
  test("a command a finding, with columns where it has one line", () => {
    expect(annotations(reviewOf([finding(missingTimeout), finding(floating, { severity: 1, endLine: 21 })]), templates)).toBe(
      "::error file=src/a.ts,line=2,endLine=2,col=9,endColumn=14,title=require-timeout/missingTimeout::`fetch` has no time limit here; the default is none.\n" +
        "::warning file=src/a.ts,line=20,endLine=21,title=no-unhandled-rejection/floating::Nobody handles a rejection of `save()`: it is neither awaited, returned nor caught.\n",
    );
  });
  test("no more of a level than GitHub shows, the gravest first", () => {
    const many = Array.from({ length: 13 }, (_, index) => finding(discardedSetter, { line: index + 30, endLine: index + 30 }));
    const lines = annotations(reviewOf([...many, finding(missingTimeout, { line: 90, endLine: 90 }), finding(floating, { severity: 1 })]), templates).trimEnd().split("\n");
    expect(lines.map((line) => line.slice(0, 8))).toEqual([...Array.from({ length: 10 }, () => "::error "), "::warnin", "4 more f"]);
    expect(lines[0]).toContain("line=90,");
  });
  test("nothing is nothing", () => {
    expect(annotations(reviewOf([]), templates)).toBe("");
  });
  test("no code can give a command of its own", () => {
    fc.assert(
      fc.property(name, name, (path, call) => {
        const lines = annotations(reviewOf([hostile(path, call)]), templates).trimEnd().split("\n");
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(/^::error file=[^:,]*,line=1,endLine=1,col=1,endColumn=2,title=require-timeout\/missingTimeout::/);
        expect(lines[0]).not.toMatch(/[\u0000-\u001f\u202e]/);
      }),
    );
  });
});

describe("SARIF", () => {
  const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as Record<string, unknown>;
  // its dialect is older than the validator, and differs in nothing that it uses but these two
  const validate = validatorOf(Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "id" && key !== "$schema")));
  const logOf = (findings: readonly Finding[], taken: readonly Finding[] = [], text = source) =>
    sarif(reviewOf(findings, text, taken), templates, { source: () => text, version: "1.2.3" });
  const runOf = (...given: Parameters<typeof logOf>) => {
    const [run] = (JSON.parse(logOf(...given)) as Log).runs;
    if (run?.results === undefined) throw new Error("The log has no results.");
    return { ...run, results: run.results };
  };

  test("is valid, with findings and without", () => {
    expect(errorsOf(validate, logOf([setter, finding(floating)], [suppressed]))).toEqual([]);
    expect(errorsOf(validate, logOf([]))).toEqual([]);
    expect(errorsOf(validate, '{ "version": "2.1.0", "runs": [{}] }')).not.toEqual([]);
  });
  test("a rule with what code scanning shows of it", () => {
    const { driver } = runOf([setter]).tool;
    expect(driver).toMatchObject({ name: "concurrency-review", version: "1.2.3" });
    expect(driver.rules).toEqual([
      {
        id: "concurrency-review/no-fire-and-forget-setter",
        name: "no-fire-and-forget-setter",
        shortDescription: { text: "Disallow setters whose write happens late." },
        help: { text: expect.stringContaining("https://example.org/setter.md") as string, markdown: expect.stringContaining("](https://example.org/setter.md)") as string },
        helpUri: "https://example.org/setter.md",
        defaultConfiguration: { level: "error" },
        properties: { tags: ["concurrency", "ordering"], precision: "high", "problem.severity": "error" },
      },
    ]);
  });
  test("the lines that the message names are linked", () => {
    const [result] = runOf([setter]).results;
    expect(result?.message.text).toContain("on [line 12](2) after the suspension on [line 11](1), so");
    expect(result?.relatedLocations?.map(({ id, physicalLocation }) => [id, physicalLocation?.region?.startLine])).toEqual([[1, 11], [2, 12]]);
  });
  test("two code flows: the steps as they happen, and a thread for each run", () => {
    const flows = runOf([setter]).results[0]?.codeFlows?.map(({ threadFlows }) =>
      threadFlows.map(({ locations }) => locations.map(({ location, executionOrder }) => `${String(executionOrder)}: ${location?.message?.text ?? ""} (${String(location?.physicalLocation?.region?.startLine)})`)),
    );
    const [a1, b2, b3, a4] = ["1: A1 waits (11)", "2: B2 waits (11)", "3: B3 changes `this.state` (12)", "4: A4 changes `this.state` (12)"];
    expect(flows).toEqual([[[a1, b2, b3, a4]], [[a1, a4], [b2, b3]]]);
    expect(runOf([finding(missingTimeout)]).results[0]?.codeFlows).toBeUndefined();
  });
  test("fixes with their region and text", () => {
    expect(runOf([setter]).results[0]?.fixes).toEqual([
      {
        description: { text: "Await it." },
        artifactChanges: [
          {
            artifactLocation: { uri: "src/a.ts", uriBaseId: "%SRCROOT%" },
            replacements: [{ deletedRegion: { startLine: 20, startColumn: 3, endLine: 20, endColumn: 3 }, insertedContent: { text: "await " } }],
          },
        ],
      },
    ]);
  });
  test("GitHub's own fingerprint, and ours under a key of its own", () => {
    const prints = runOf([setter]).results[0]?.partialFingerprints;
    expect(prints).toEqual({ primaryLocationLineHash: lineHashes(source)[19], "concurrencyReview/v1": reviewOf([setter], source).fingerprints.get(setter) });
  });
  test("what was taken out is there as suppressed", () => {
    const byFile: Finding = { ...finding(floating), suppressions: [{ kind: "file", justification: "" }] };
    expect(runOf([setter], [suppressed, byFile]).results.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [{ kind: "inSource", justification: "a peer of our own" }],
      [{ kind: "external" }],
    ]);
    expect(runOf([setter]).results[0]).not.toHaveProperty("suppressions");
  });
  test("a path is a reference, and stays one whatever it holds", () => {
    const odd: Finding = { ...setter, path: "../src/a b:[id]%41#ü.ts" };
    expect(runOf([odd]).results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe("../src/a%20b%3A%5Bid%5D%2541%23%C3%BC.ts");
  });
  test("a log that is too large loses its fixes, then its least grave results, and says so", () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...setter, line: index + 1, severity: index === 30 ? ("error" as const) : ("warning" as const), confidence: "possible" as const }));
    const cut = (limits: { results: number; bytes: number }) => {
      const text = sarif(reviewOf(many, source), templates, { source: () => source, limits });
      const [run] = (JSON.parse(text) as Log).runs;
      expect(errorsOf(validate, text)).toEqual([]);
      return { count: run?.results?.length, fixes: run?.results?.some(({ fixes }) => fixes !== undefined), first: run?.results?.[0]?.level, said: run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text };
    };
    const size = (limits: { results: number; bytes: number }): number => gzipSync(sarif(reviewOf(many, source), templates, { source: () => source, limits })).length;
    const whole = size({ results: 99, bytes: 1e9 });
    expect(cut({ results: 99, bytes: 1e9 })).toEqual({ count: 40, fixes: true, first: "warning", said: undefined });
    expect(cut({ results: 10, bytes: 1e9 })).toEqual({ count: 10, fixes: true, first: "error", said: "Left out, since the log would be larger than code scanning takes: 30 of 40 results, the least grave ones." });
    expect(cut({ results: 99, bytes: whole - 1 })).toMatchObject({ count: 40, fixes: false, said: "Left out, since the log would be larger than code scanning takes: all fixes." });
    const small = Math.floor(whole / 2);
    expect(size({ results: 99, bytes: small })).toBeLessThanOrEqual(small);
    expect(cut({ results: 99, bytes: small })).toMatchObject({ fixes: false, first: "error", said: expect.stringMatching(/: (20|30|35|38) of 40 results, the least grave ones, and all fixes\.$/) as string });
  });
  test("code is no link, and hostile names leave the log valid", () => {
    const call = finding(missingTimeout, { message: "`handlers[name](1)` has no time limit here; the default is none." });
    expect(runOf([call]).results[0]?.message.text).toContain("handlers[name\\](1)");
    fc.assert(
      fc.property(name, name, (path, code) => {
        expect(errorsOf(validate, logOf([hostile(path, code)], [], code))).toEqual([]);
      }),
    );
  });
});
