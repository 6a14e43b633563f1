import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chosenLines, type Filter } from "../../src/cli/change.js";
import { changesIn, select } from "../../src/review/index.js";
import { finding, missingTimeout } from "../review/sample.js";
import { floating, resultOf } from "./eslint-json.js";
import { reviewHere } from "./in-process.js";
import { folderWith, git, repositoryWith, review, write } from "./workspace.js";

const filters = ["added", "diff_context", "file", "nofilter"] as const;
const lines = (count: number): string => Array.from({ length: count }, (_, index) => `l${String(index + 1)}();\n`).join("");

/** A repository in which line 10 of 20 was rewritten, with a finding on each of some lines and one in another file. */
function changed(): { folder: string; diff: string } {
  const folder = repositoryWith({ "src/a.js": lines(20), "src/b.js": lines(3) });
  write(folder, { "src/a.js": lines(20).replace("l10()", "ten()") });
  const diff = git(folder, "diff");
  const found = [resultOf(folder, "src/a.js", [10, 12, 19].map((line) => floating(line, `l${String(line)}()`))), resultOf(folder, "src/b.js", [floating(1)])];
  write(folder, { "r.json": JSON.stringify(found), "change.diff": diff });
  return { folder, diff };
}

async function told(folder: string, args: readonly string[], input = ""): Promise<{ at: string[]; counts: Record<string, number>; code: number | null }> {
  const { stdout, stderr, code } = await reviewHere(folder, ["--results", "r.json", "--format", "json", ...args], input);
  if (code === 2) throw new Error(stderr);
  const { findings, counts } = JSON.parse(stdout) as { findings: { path: string; line: number }[]; counts: Record<string, number> };
  return { at: findings.map(({ path, line }) => `${path}:${String(line)}`), counts, code };
}

describe("the filter", () => {
  test.each([
    [[], ["src/a.js:10"], 3],
    [["--filter", "added"], ["src/a.js:10"], 3],
    [["--filter", "diff_context"], ["src/a.js:10", "src/a.js:12"], 2],
    [["--filter", "file"], ["src/a.js:10", "src/a.js:12", "src/a.js:19"], 1],
    [["--filter", "nofilter"], ["src/a.js:10", "src/a.js:12", "src/a.js:19", "src/b.js:1"], 0],
  ])("%j", async (args, at, outside) => {
    const { folder } = changed();
    const expected = { at, counts: { found: 4, inline: at.length, summary: 0, outside, suppressed: 0 }, code: 1 };
    expect(await told(folder, ["--diff", "change.diff", ...args])).toEqual(expected);
    expect(await told(folder, ["--base", "HEAD", ...args])).toEqual(expected);
  });
  test("decides on the exit code as well", async () => {
    const { folder } = changed();
    write(folder, { "r.json": JSON.stringify([resultOf(folder, "src/a.js", [floating(12, "l12()")])]) });
    expect((await told(folder, ["--diff", "change.diff"])).code).toBe(0);
    expect((await told(folder, ["--diff", "change.diff", "--filter", "diff_context"])).code).toBe(1);
  });
  test("a finding is in when any of its evidence is", () => {
    const [change] = changesIn("--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,2 +1,3 @@\n a\n+b\n c\n");
    const files = new Map(change === undefined ? [] : [["src/a.ts", change]]);
    const choice = (filter: Filter) => chosenLines({ lines: new Map([["src/a.ts", new Set([2])]]), files, formerly: new Map() }, filter);
    const at = (line: number, evidence: number[]) => ({ ...finding(missingTimeout, { line, endLine: line }), evidence });
    expect(filters.map((filter) => select([at(9, [2, 9]), at(9, [3, 9]), at(9, [9])], [], choice(filter)).inline.length)).toEqual([1, 2, 3, 3]);
  });
  test("of a file that git does not track yet, everything is new", async () => {
    const { folder } = changed();
    write(folder, { "src/new.js": lines(2), "r.json": JSON.stringify([resultOf(folder, "src/new.js", [floating(2, "l2()")])]) });
    for (const filter of filters) expect((await told(folder, ["--base", "HEAD", "--filter", filter])).at).toEqual(["src/new.js:2"]);
  });
  test("comments and counts of a forge follow it", async () => {
    const { folder } = changed();
    const payload = async (filter: Filter, format: string): Promise<string> => (await reviewHere(folder, ["--results", "r.json", "--diff", "change.diff", "--filter", filter, "--format", format])).stdout;
    expect(await payload("added", "github")).toContain("Found: 4. Commented on at their lines: 1; in this summary alone: 0; outside the change: 3; suppressed: 0.");
    expect(await payload("nofilter", "github")).toContain("Found: 4. Commented on at their lines: 2; in this summary alone: 2; outside the change: 0; suppressed: 0.");
    expect(await payload("file", "gitlab")).toContain("Found: 4. Commented on at their lines: 2; in this summary alone: 1; outside the change: 1; suppressed: 0.");
  });
  test("the counts add up, whatever the change and the filter", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), fc.array(fc.integer({ min: 1, max: 9 })), fc.constantFrom(...filters), (found, added, filter) => {
        const change = { lines: new Map([["src/a.ts", new Set(added)]]), files: new Map(), formerly: new Map() };
        const { counts } = select(found.map((line) => finding(missingTimeout, { line, endLine: line })), [], chosenLines(change, filter));
        expect(counts.inline + counts.summary + counts.outside + counts.suppressed).toBe(counts.found);
      }),
    );
  });
});

describe("a unified diff", () => {
  test("from standard input", async () => {
    const { folder, diff } = changed();
    expect((await told(folder, ["--diff", "-"], diff)).at).toEqual(["src/a.js:10"]);
    expect(JSON.parse(review(folder, ["--results", "r.json", "--diff", "-", "--format", "json"], undefined, { stdin: join(folder, "change.diff") }).stdout)).toMatchObject({ counts: { inline: 1 } });
  });
  test("from a folder within the repository", async () => {
    const { folder } = changed();
    const { stdout } = await reviewHere(join(folder, "src"), ["--results", "../r.json", "--diff", "../change.diff", "--format", "github"]);
    expect(JSON.parse(stdout)).toMatchObject({ comments: [{ path: "src/a.js", line: 10 }] });
  });
  test("CRLF, no final newline, renamed and deleted files, and a submodule", async () => {
    const folder = repositoryWith({ "old.js": `${lines(9)}end()`, "crlf.js": "a();\r\nb();\r\n", "gone.js": "x();\n" });
    git(folder, "mv", "old.js", "new.js");
    rmSync(join(folder, "gone.js"));
    write(folder, { "new.js": `${lines(9)}end(1)`, "crlf.js": "a();\r\nc();\r\n" });
    git(folder, "add", "--all");
    const submodule = "diff --git a/lib b/lib\nindex 1111111..2222222 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1111111111111111111111111111111111111111\n+Subproject commit 2222222222222222222222222222222222222222\n";
    const found = [["new.js", 10], ["crlf.js", 2], ["gone.js", 1], ["lib/x.js", 1]].map(([path, line]) => resultOf(folder, String(path), [floating(Number(line))]));
    write(folder, { "r.json": JSON.stringify(found), "change.diff": git(folder, "diff", "--cached", "--find-renames") + submodule });
    expect((await told(folder, ["--diff", "change.diff"])).at).toEqual(["crlf.js:2", "new.js:10"]);
  });
  test("a path out of the repository is no part of it", async () => {
    const { folder, diff } = changed();
    write(folder, { "r.json": JSON.stringify([resultOf(folder, "../x.js", [floating(10)])]), "change.diff": diff.replaceAll("src/a.js", "../x.js") });
    expect((await told(folder, ["--diff", "change.diff"])).at).toEqual([]);
  });
  test("an empty one brings nothing", async () => {
    const { folder } = changed();
    expect(await told(folder, ["--diff", "-"])).toMatchObject({ at: [], code: 0 });
  });
  test("one of another folder is remarked on", async () => {
    const { folder, diff } = changed();
    const { stderr } = await reviewHere(folder, ["--results", "r.json", "--diff", "-"], diff.replaceAll("src/", "elsewhere/"));
    expect(stderr).toBe(`None of the files of standard input is in ${folder}: paths in a diff are relative to the top of the repository (git diff --no-relative --src-prefix=a/ --dst-prefix=b/).\n`);
  });
  test.each([
    ["Not found\n", "standard input is no unified diff; write it with: git diff --unified=3 origin/main...HEAD"],
    ["<html>\n--- x\n</html>", "standard input is no unified diff; write it with: git diff --unified=3 origin/main...HEAD"],
    ["--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n", "standard input is no unified diff; write it with: git diff --unified=3 origin/main...HEAD"],
    ["diff --cc a.js\nindex 1,2..3\n--- a/a.js\n+++ b/a.js\n@@@ -1,1 -1,1 +1,2 @@@\n  a\n++b\n", "standard input is a combined diff, which compares with two revisions at once; write it with: git diff --unified=3 origin/main...HEAD"],
  ])("%j is none", async (text, sentence) => {
    expect(await reviewHere(folderWith({ "r.json": "[]" }), ["--results", "r.json", "--diff", "-"], text)).toEqual({ code: 2, stdout: "", stderr: `${sentence}\n` });
  });
});

test.each([
  [["--base", "HEAD", "--diff", "x"], "--base and --diff exclude each other: both say what changed; leave one out."],
  [["--diff", "-", "--results", "-"], "--diff - and --results - both read standard input; name a file for one of them."],
  [["--filter", "file"], "--filter chooses among findings by a change; name one: --base REV, or --diff FILE."],
  [["--filter", "all", "--base", "x"], '--filter does not know "all"; it takes added, diff_context, file or nofilter.'],
  [["--diff="], "--diff is empty; give it a file with a unified diff."],
])("%j", async (args, sentence) => {
  expect((await reviewHere(folderWith({}), args)).stderr).toBe(`${sentence}\n`);
});
