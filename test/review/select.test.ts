import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedLines, select } from "../../src/review/index.js";
import { discardedSetter, finding, missingTimeout } from "./sample.js";

/** A diff as git prints it, from its lines. */
function diff(...lines: string[]): string {
  return `${lines.join("\n")}\n`;
}

describe("the lines that a diff changed", () => {
  test("added and rewritten lines, not those around or taken away", () => {
    const text = diff("diff --git a/a.ts b/a.ts", "--- a/a.ts", "+++ b/a.ts", "@@ -1,4 +1,4 @@", " one", "-two", "+zwei", " three", "+3.5", "-four");
    expect(changedLines(text)).toEqual(new Map([["a.ts", new Set([2, 4])]]));
  });
  test("a new file, a deleted file, a binary file", () => {
    const text = diff(
      ...["diff --git a/new.ts b/new.ts", "new file mode 100644", "--- /dev/null", "+++ b/new.ts", "@@ -0,0 +1,2 @@", "+a", "+b"],
      ...["diff --git a/old.ts b/old.ts", "deleted file mode 100644", "--- a/old.ts", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"],
      ...["diff --git a/p.png b/p.png", "index 1..2 100644", "Binary files a/p.png and b/p.png differ"],
    );
    expect(changedLines(text)).toEqual(new Map([["new.ts", new Set([1, 2])], ["p.png", new Set()]]));
  });
  test("a renamed file has its new name", () => {
    const text = diff("diff --git a/x b.ts b/y.ts", "similarity index 90%", "rename from x b.ts", "rename to y.ts", "--- a/x b.ts\t", "+++ b/y.ts", "@@ -1 +1,2 @@", " a", "+b");
    expect(changedLines(text)).toEqual(new Map([["y.ts", new Set([2])]]));
  });
  test("names that git quotes, spaces, and CRLF", () => {
    const text = diff(
      ...['diff --git "a/a\\"b.ts" "b/a\\"b.ts"', '--- "a/a\\"b.ts"', '+++ "b/a\\"b.ts"', "@@ -1 +1,2 @@", " a\r", "+b\r"],
      ...["diff --git a/c d.ts b/c d.ts", "--- a/c d.ts\t", "+++ b/c d.ts\t", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b", "\\ No newline at end of file"],
    );
    expect(changedLines(text)).toEqual(new Map([['a"b.ts', new Set([2])], ["c d.ts", new Set([1])]]));
  });
  test("code that looks like a diff", () => {
    const text = diff("diff --git a/a.ts b/a.ts", "--- a/a.ts", "+++ b/a.ts", "@@ -1,2 +1,2 @@", "--- a/x", "+++ b/x", " c");
    expect(changedLines(text)).toEqual(new Map([["a.ts", new Set([1])]]));
  });
  test("an empty diff", () => {
    expect(changedLines("").size).toBe(0);
  });
});

describe("the findings that a change brought", () => {
  const setter = finding(discardedSetter);
  const changes = (...lines: number[]) => new Map([["src/a.ts", new Set(lines)]]);

  test("without a change, all", () => {
    expect(select([setter], [setter, setter]).counts).toEqual({ found: 3, inline: 1, summary: 0, outside: 0, suppressed: 2 });
  });
  test.each([[20], [11], [12]])("any line of evidence counts: %i", (line) => {
    expect(select([setter], [], changes(line)).inline).toEqual([setter]);
  });
  test("a line beside it does not", () => {
    expect(select([setter], [], changes(13, 19, 21))).toEqual({
      inline: [],
      outside: [setter],
      suppressed: [],
      counts: { found: 1, inline: 0, summary: 0, outside: 1, suppressed: 0 },
    });
  });
  test("nor does the same line of another file", () => {
    expect(select([setter], [], new Map([["src/b.ts", new Set([20])]])).inline).toEqual([]);
  });
  test("the counts always add up", () => {
    const some = fc.array(fc.integer({ min: 1, max: 30 }).map((line) => finding(missingTimeout, { line, endLine: line })));
    fc.assert(
      fc.property(some, some, fc.option(fc.array(fc.integer({ min: 1, max: 30 })), { nil: undefined }), (found, suppressed, lines) => {
        const { counts } = select(found, suppressed, lines === undefined ? undefined : changes(...lines));
        expect(counts.inline + counts.summary + counts.outside + counts.suppressed).toBe(counts.found);
      }),
    );
  });
});
