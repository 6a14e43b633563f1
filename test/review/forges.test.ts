import { createHash } from "node:crypto";
import { createTwoFilesPatch } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesIn, compose, type Finding, type GithubComment, githubReview, type GitlabPosition, gitlabReview, loadTemplates, readMarker, select } from "../../src/review/index.js";
import { lineEditOf } from "../../src/review/line-edit.js";
import { discardedSetter, finding, floating, hostilePieces, missingTimeout } from "./sample.js";

const templates = loadTemplates();
const path = "src/a.ts";
const lines = Array.from({ length: 30 }, (_, index) => `line${String(index + 1)};`);
const source = `${lines.with(10, "  await wait();").with(11, "  this.state = state;").with(19, "  save();").join("\n")}\n`;
const insert = source.indexOf("save()");
const setter: Finding = { ...finding(discardedSetter), patches: [{ title: "Await it.", range: [insert, insert], text: "await " }, { title: "Drop it.", range: [insert, insert + 7], text: "" }] };

/** The diff that turns one text of the file into another, as git prints it. */
function diffOf(before: string, after: string, from = `a/${path}`): string {
  return `diff --git a/${path} b/${path}\n${createTwoFilesPatch(from, `b/${path}`, before, after, "", "", { context: 3 }).replace(/^=+\n/, "")}`;
}

function material(findings: readonly Finding[], after: string, diff: string) {
  const changes = new Map(changesIn(diff).map((change) => [change.path, change]));
  const given = { selection: select(findings, []), files: 1, ofChange: true, numbered: false, source: () => after };
  return { changes, given, review: compose(given, templates, "markdown") };
}

function github(findings: readonly Finding[], before: string, after = source, maxComments?: number) {
  const { changes, given, review } = material(findings, after, diffOf(before, after));
  const sent = githubReview(review, given, changes, templates, { maxComments });
  if (sent === undefined) throw new Error("There is nothing to say.");
  return sent;
}

function gitlab(findings: readonly Finding[], before: string, after = source) {
  const { changes, given, review } = material(findings, after, diffOf(before, after));
  return gitlabReview(review, given, changes, templates);
}

const before = source.replace("  save();\n", "");

/** The lines inside the suggestion of a body; `undefined` where it has none. */
function suggestionIn(body: string): { lines: string[]; reach: string } | undefined {
  const all = body.split("\n");
  const open = all.findIndex((line) => /^`{3,}suggestion/.test(line));
  if (open === -1) return undefined;
  const fence = /^`+/.exec(all[open] ?? "")?.[0] ?? "";
  const close = all.indexOf(fence, open + 1);
  return { lines: all.slice(open + 1, close), reach: (all[open] ?? "").slice(fence.length) };
}

describe("a review on GitHub", () => {
  test("the whole form", () => {
    expect(github([setter], before)).toMatchSnapshot();
  });
  test("a suggestion stands on the lines that it replaces", () => {
    const [comment] = github([setter], before).comments;
    expect(comment).toMatchObject({ path, line: 20, side: "RIGHT" });
    expect(comment).not.toHaveProperty("start_line");
    expect(suggestionIn(comment?.body ?? "")).toEqual({ lines: ["  await save();"], reach: "suggestion" });
  });
  test("a patch that the diff does not show as a whole is a diff", () => {
    const far = { title: "Wait.", range: [0, 5] as const, text: "first" };
    const [comment] = github([{ ...setter, patches: [far] }], before).comments;
    expect(comment?.line).toBe(20);
    expect(comment?.body).toContain("```diff\n@@ -1,3 +1,3 @@\n-line1;\n+first;");
  });
  test("it stands on the changed line of the evidence, where the finding's own is not", () => {
    expect(github([{ ...setter, patches: [] }], source.replace("  await wait();\n", "")).comments.map(({ line }) => line)).toEqual([11]);
  });
  test("what the diff does not show is in the summary, and the counts add up", () => {
    const { body, comments } = github([setter, finding(missingTimeout)], before);
    expect(comments).toHaveLength(1);
    expect(body).toContain("Found: 2. Commented on at their lines: 1; in this summary alone: 1; outside the change: 0; suppressed: 0.");
    expect(body).toContain("- `src/a.ts:2:9` `fetch` has no time limit here");
    expect(readMarker(body)).toBe("summary");
  });
  test("few comments, the gravest first, the rest in the summary", () => {
    const many = Array.from({ length: 40 }, (_, index) => finding(missingTimeout, { message: `\`get${String(index)}\` has no time limit here; the default is none.`, line: index + 1, endLine: index + 1 }));
    const long = `${Array.from({ length: 40 }, (_, index) => `get${String(index)}();`).join("\n")}\n`;
    expect(github(many, "", long).comments).toHaveLength(10);
    expect(github(many, "", long, 99).comments).toHaveLength(30);
    expect(github(many, "", long, 0).body).toContain("in this summary alone: 40;");
  });
  test("the same thing twice in a file is one comment with all its lines", () => {
    const twice = [finding(missingTimeout, { line: 11, endLine: 11 }), finding(missingTimeout, { line: 20, endLine: 20 })];
    const { body, comments } = github(twice, "");
    expect(comments.map(({ line, body: text }) => [line, text.includes("The same holds at line 20.")])).toEqual([[11, true]]);
    expect(readMarker(comments[0]?.body ?? "")).toHaveLength(2);
    expect(body).toContain("Found: 2. Commented on at their lines: 2;");
  });
  test("lines between which others were taken out take no suggestion", () => {
    const after = "a\nb\nc\n";
    const both: Finding = { ...finding(missingTimeout, { line: 1, endLine: 2 }), patches: [{ title: "", range: [0, 3], text: "x\ny" }] };
    const [comment] = github([both], "a\nold\nc\n".replace("a\n", "a\ngone\n"), after).comments;
    expect(suggestionIn(comment?.body ?? "")).toBeUndefined();
  });
  test("nothing to say is nothing", () => {
    const { changes, given, review } = material([], source, diffOf(before, source));
    expect(githubReview(review, given, changes, templates)).toBeUndefined();
  });
  test("a body is cut between its sections, keeps its marker and says so", () => {
    const long = { title: "Much.", range: [insert, insert] as const, text: "x();\n".repeat(13_000) };
    const { comments } = github([{ ...setter, patches: [long] }], before);
    const body = comments[0]?.body ?? "";
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toContain("*Shortened: this did not fit as a whole.*");
    expect(body).not.toContain("```");
    expect(readMarker(body)).toHaveLength(1);
    const wide = finding(missingTimeout, { message: `\`${"x".repeat(90_000)}\` has no time limit here; the default is none.`, line: 20, endLine: 20 });
    expect(github([wide], before).comments[0]?.body.length).toBeLessThanOrEqual(60_000);
    expect(github([wide], before).body.length).toBeLessThanOrEqual(60_000);
  });
});

describe("a review on GitLab", () => {
  const positions = (findings: readonly Finding[], was: string, after = source): GitlabPosition[] => gitlab(findings, was, after)?.draft_notes.map(({ position }) => position) ?? [];

  test("an added line by its new number, an unchanged one by both", () => {
    expect(positions([setter], before)).toEqual([{ position_type: "text", old_path: path, new_path: path, new_line: 20 }]);
    expect(positions([{ ...setter, patches: [] }], source.replace("line9;\n", ""))).toEqual([{ position_type: "text", old_path: path, new_path: path, old_line: 10, new_line: 11 }]);
  });
  test("a suggestion of several lines reaches up from the last", () => {
    const start = source.indexOf("line19");
    const patch = { title: "", range: [start, source.indexOf("line21")] as const, text: "all();\n" };
    const sent = gitlab([{ ...setter, patches: [patch] }], "");
    expect(suggestionIn(sent?.draft_notes[0]?.note ?? "")).toEqual({ lines: ["all();"], reach: "suggestion:-1+0" });
    expect(sent?.draft_notes[0]?.position).toMatchObject({ new_line: 20, line_range: { start: { new_line: 19, type: "new", line_code: expect.stringMatching(/^[0-9a-f]{40}_\d+_19$/) as string }, end: { new_line: 20 } } });
  });
  test("more lines than it takes are a diff", () => {
    const long = "x;\n".repeat(150);
    const patch = { title: "", range: [0, long.length] as const, text: "y;\n".repeat(150) };
    const sent = gitlab([{ ...finding(missingTimeout, { line: 150, endLine: 150 }), patches: [patch] }], "", long);
    expect(sent?.draft_notes[0]?.note).toContain("```diff");
    expect(suggestionIn(sent?.draft_notes[0]?.note ?? "")).toBeUndefined();
  });
});

/** The new lines of each hunk, read from the headers of a diff. */
function hunksOf(diff: string): [number, number][] {
  return [...diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, count]) => [Number(start), Number(start) + Number(count ?? 1) - 1]);
}

function standsInOneHunk({ line, start_line = line }: GithubComment, diff: string): boolean {
  return start_line <= line && hunksOf(diff).some(([first, last]) => first <= start_line && line <= last);
}

const sha1 = createHash("sha1").update(path).digest("hex");

/** The lines of the new side with the number that the old side is at, counted as GitLab does: up at every line that a side has. */
function countedIn(diff: string): Map<number, { added: boolean; old: number }> {
  const counted = new Map<number, { added: boolean; old: number }>();
  let [old, now] = [0, 0];
  for (const text of diff.split("\n").slice(3)) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)/.exec(text);
    if (header !== null) [old, now] = [Number(header[1]), Number(header[3])];
    else if (text.startsWith("+")) counted.set(now++, { added: true, old });
    else if (text.startsWith("-")) old += 1;
    else if (text.startsWith(" ")) counted.set(now++, { added: false, old: old++ });
  }
  return counted;
}

describe("whatever the change is", () => {
  const line = fc.constantFrom("a", "b", "  c()", "", "```", "````suggestion", "变量😀", "\t<x>", "-->", "# d", "/close e");
  const file = fc.array(line, { minLength: 1, maxLength: 30 }).map((all) => `${all.join("\n")}\n`);
  const patchIn = fc.tuple(fc.nat(400), fc.nat(30), fc.array(fc.oneof(line, fc.constant("\n")), { maxLength: 4 }).map((parts) => parts.join("")));

  /** A change of a file, and findings in it with patches. */
  const changed = fc.tuple(file, file, fc.array(fc.tuple(fc.nat(40), patchIn), { minLength: 1, maxLength: 5 }), fc.boolean()).map(([was, now, found, crlf]) => {
    const after = crlf ? now.replaceAll("\n", "\r\n") : now;
    const diff = diffOf(crlf ? was.replaceAll("\n", "\r\n") : was, after);
    const findings = found.map(([at, [from, length, text]], index): Finding => {
      const start = Math.min(from, after.length);
      const message = `\`call${String(index)}\` has no time limit here; the default is none.`;
      return { ...finding(missingTimeout, { message, line: at + 1, endLine: at + 1 }), patches: [{ title: "", range: [start, Math.min(start + length, after.length)], text }] };
    });
    return { after, diff, findings };
  });

  test("GitLab gets the numbers that it counts itself, and nothing to carry out", () => {
    let ranges = 0;
    fc.assert(
      fc.property(changed, ({ after, diff, findings }) => {
        const { changes, given, review } = material(findings, after, diff);
        const sent = gitlabReview(review, given, changes, templates);
        const counted = countedIn(diff);
        for (const { position } of sent?.draft_notes ?? []) {
          const { new_line, old_line, line_range } = position;
          expect(counted.get(new_line)).toMatchObject(old_line === undefined ? { added: true } : { added: false, old: old_line });
          if (line_range === undefined) continue;
          ranges += 1;
          for (const { line_code, new_line: at } of [line_range.start, line_range.end]) expect(line_code).toBe(`${sha1}_${String(counted.get(at)?.old)}_${String(at)}`);
        }
        const bodies = [sent?.note.body ?? "", ...(sent?.draft_notes ?? []).map(({ note }) => note)];
        expect(bodies.flatMap((body) => body.split("\n")).filter((text) => /^\/\w/.test(text))).toEqual([]);
      }),
      { numRuns: 600 },
    );
    expect(ranges).toBeGreaterThan(3);
  });
  test("each comment stands on lines of one hunk, and its suggestion gives exactly the patch", () => {
    let suggested = 0;
    fc.assert(
      fc.property(changed, ({ after, diff, findings }) => {
        const { changes, given, review } = material(findings, after, diff);
        const sent = githubReview(review, given, changes, templates);
        for (const comment of sent?.comments ?? []) {
          expect(standsInOneHunk(comment, diff)).toBe(true);
          const offered = suggestionIn(comment.body);
          const [fingerprint] = readMarker(comment.body) ?? [];
          const told = findings.find((one) => review.fingerprints.get(one) === fingerprint);
          const [patch] = told?.patches ?? [];
          if (offered === undefined || patch === undefined) continue;
          suggested += 1;
          const { line: end, start_line: start = end } = comment;
          expect({ start, end, lines: offered.lines }).toEqual(lineEditOf(after, patch));
        }
      }),
      { numRuns: 400 },
    );
    expect(suggested).toBeGreaterThan(50);
  });
});

describe("hostile code", () => {
  const code = fc.array(fc.constantFrom(...hostilePieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));

  test("leaves the comment what it is", () => {
    fc.assert(
      fc.property(code, code, (name, text) => {
        const message = `\`${name}\` has no time limit here; the default is none.`;
        const after = `${text.replace(/[\r\u0000]/g, "")}\nfetch();\n`;
        const at: Finding = { ...finding(missingTimeout, { message, line: 1, endLine: 1 }), patches: [{ title: name, range: [0, 0], text: name }] };
        const { changes, given, review } = material([at], after, diffOf("", after));
        const sent = githubReview(review, given, changes, templates);
        const [comment] = sent?.comments ?? [];
        expect(readMarker(comment?.body ?? "")).toEqual([review.fingerprints.get(at)]);
        expect(readMarker(sent?.body ?? "")).toBe("summary");
        const shown = outsideCode(comment?.body ?? "") + outsideCode(sent?.body ?? "");
        expect(shown).not.toMatch(/@octocat|#12|https:\/\/example|^\/close|!\[|(?<!\\)<script/m);
        expect(shown.match(/(?<!\\)<!--/g)).toHaveLength(2);
        expect(shown.match(/(?<!\\)<\/?details>/g)).toEqual(["<details>", "</details>"]);
        expect((comment?.body ?? "") + (sent?.body ?? "")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
      }),
      // a backslash that is escaped itself escapes nothing
      { examples: [["\\`<!-- x -->`", "`"]] },
    );
  });
  test("a marker counts on the last line alone", () => {
    const ours = `<!-- concurrency-review:v1 ${"0".repeat(32)} -->`;
    expect(readMarker(`text\r\n\r\n${ours}\r\n`)).toEqual(["0".repeat(32)]);
    expect(readMarker(`${ours}\n\ntext`)).toBeUndefined();
    expect(readMarker(`\`${ours}\``)).toBeUndefined();
    expect(readMarker("")).toBeUndefined();
  });
  test("two rules at one place have one marker with both", () => {
    const [comment] = github([setter, finding(floating)], before).comments;
    expect(readMarker(comment?.body ?? "")).toHaveLength(2);
  });
});

/** What is left of Markdown without its fences and code spans. */
function outsideCode(document: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const text of document.split("\n")) {
    const mark = /^(`{3,})[^`]*$/.exec(text)?.[1];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined && text.startsWith(fence) && text.trim() === fence) fence = undefined;
    else if (fence === undefined) kept.push(text);
  }
  return kept.join("\n").replace(/(?<!`|(?<!\\)(?:\\\\)*\\)(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)/g, "");
}
