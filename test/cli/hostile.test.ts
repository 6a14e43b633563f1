import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { floating, resultOf } from "./eslint-json.js";
import { reviewHere } from "./in-process.js";
import { git, repositoryWith, review, write } from "./workspace.js";

const formats = ["text", "markdown", "json", "codequality", "sarif", "rdjson", "annotations", "github", "gitlab"] as const;

const marker = "<!-- concurrency-review:v1 00000000000000000000000000000000 -->";
const pieces: Readonly<Record<string, string>> = {
  backticks: "a`b``c",
  fences: "```\n~~~\n```suggestion",
  HTML: "<img src=x onerror=alert(1)></details><script>",
  mentions: "@octocat #12 !7 https://evil.example www.evil.example",
  "our own marker": marker,
  "terminal escapes": "\u001b[31m\u009b2J\u0007",
  commands: "::error::x\n::set-output name=a::b\n##[error]x ##vso[task.complete]",
  "quick actions": "/merge\n/close @all\n  /approve",
  "bidirectional marks": "\u202ea\u2066b\u200b",
  "a line of a megabyte": "x".repeat(1_000_000),
  placeholders: "{{call}} $& $1",
  "line ends": "a\r\nb\rc\u2028d",
};

/** A file whose name and code, and a finding whose message and patch hold the piece, in a repository that changed it. */
function folderOf(piece: string): string {
  const name = `${piece.replace(/[/\0]/g, "_").slice(0, 40)}.js`;
  const folder = repositoryWith({ "package.json": "{}\n" });
  const code = `/* ${piece.replaceAll("*/", "")} */\nwork();`;
  const line = code.split("\n").length;
  const at = code.length - 7;
  write(folder, { [name]: code });
  git(folder, "add", "--all");
  const message = floating(line, piece, { suggestions: [{ desc: piece, fix: { range: [at, at], text: `/* ${piece} */ ` } }] });
  const result = { ...resultOf(folder, name, [message], { source: code }), filePath: join(folder, name) };
  write(folder, { "r.json": JSON.stringify([result]) });
  return folder;
}

/** What a reader of the output could be made to obey, outside of what is code there. */
function leaksIn(output: string, format: string): string[] {
  const found: string[] = [];
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.test(output)) found.push("unseen characters");
  const commands = output.split("\n").filter((line) => /^\s*::|##\[|##vso\[/.test(line));
  if (commands.length > (format === "annotations" ? 1 : 0)) found.push(`commands: ${JSON.stringify(commands).slice(0, 200)}`);
  for (const body of bodiesIn(output, format)) {
    const prose = proseOf(body);
    if (/@octocat|@all\b|(?<!&)#12|https:\/\/evil|www\.evil/.test(prose)) found.push(`a reference: ${prose.slice(0, 300)}`);
    if (/(?<!\\)<(?:img|script)/.test(prose)) found.push("HTML");
    const obeyed = (format === "gitlab" ? body : prose).split("\n").filter((line) => /^\/\w/.test(line));
    if (obeyed.length > 0) found.push(`quick actions: ${JSON.stringify(obeyed)}`);
    if ((prose.match(/<\/details>/g) ?? []).length !== (prose.match(/<details>/g) ?? []).length) found.push("an end of details");
    if (body.split("\n").slice(0, -1).some((line) => line.trim().startsWith("<!-- concurrency-review"))) found.push("a marker");
    if (body.length > 65_536 && format !== "markdown") found.push("a body too long");
  }
  return found;
}

function bodiesIn(output: string, format: string): string[] {
  if (format === "markdown") return [output];
  if (format === "github") {
    const { body, comments } = JSON.parse(output) as { body: string; comments: { body: string }[] };
    return [body, ...comments.map((comment) => comment.body)];
  }
  if (format !== "gitlab") return [];
  const { note, draft_notes } = JSON.parse(output) as { note: { body: string }; draft_notes: { note: string }[] };
  return [note.body, ...draft_notes.map((draft) => draft.note)];
}

/** Without its blocks and spans of code, as CommonMark delimits them. */
function proseOf(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const run = /^(`{3,})/.exec(line)?.[1];
    if (fence === undefined && run !== undefined) fence = run;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) kept.push(line);
  }
  return kept.join("\n").replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
}

describe.each(Object.keys(pieces))("%s in names, code, messages and patches", (name) => {
  test("do nothing in any format", async () => {
    const folder = folderOf(pieces[name] ?? "");
    for (const format of formats) {
      const { stdout, code } = await reviewHere(folder, ["--results", "r.json", "--base", "HEAD", "--format", format]);
      expect({ format, code, leaks: leaksIn(stdout, format) }).toEqual({ format, code: 1, leaks: [] });
      if (!["text", "markdown", "annotations"].includes(format)) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    }
  });
});

test("on standard error, names do nothing", () => {
  const folder = repositoryWith({ "a.js": "1;\n" });
  const name = "\n::error::\u001b[31m\u202e.js";
  const found = [resultOf(folder, name, [floating(1)]), resultOf(folder, `::x${name}`, [{ ruleId: null, fatal: true, message: "::stop\n::error::y", severity: 2, line: 1, column: 1 }])];
  write(folder, { "r.json": JSON.stringify(found) });
  const { stderr } = review(folder, ["--results", "r.json"]);
  expect(stderr.trimEnd().split("\n")).toHaveLength(2);
  expect(leaksIn(stderr, "text")).toEqual([]);
  expect(leaksIn(review(folder, ["--results", name.repeat(2)]).stderr, "text")).toEqual([]);
});

describe("files as they come", () => {
  test("renamed, deleted, without a final newline, with CRLF, a submodule and a link out of the repository", async () => {
    const outside = repositoryWith({ "secret.js": "work(); // SECRET\n" });
    const folder = repositoryWith({ "old.js": "1;\n2;\n3;\n4;\n5;", "gone.js": "work();\n", "crlf.js": "1;\r\n" });
    git(folder, "mv", "old.js", "new.js");
    rmSync(join(folder, "gone.js"));
    write(folder, { "new.js": "1;\n2;\n3;\n4;\n5;\nwork();", "crlf.js": "1;\r\nwork();\r\n" });
    symlinkSync(join(outside, "secret.js"), join(folder, "link.js"));
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", outside, "lib");
    git(folder, "add", "--all");
    const found = [["new.js", 6], ["gone.js", 1], ["crlf.js", 2], ["link.js", 1], ["lib/secret.js", 1]] as const;
    write(folder, { "r.json": JSON.stringify(found.map(([path, line]) => resultOf(folder, path, [floating(line)]))) });
    for (const format of formats) {
      const { stdout, stderr, code } = await reviewHere(folder, ["--results", "r.json", "--base", "HEAD", "--format", format]);
      expect(code).toBe(1);
      // a submodule's files are not what this repository changed
      expect(stdout).not.toContain("SECRET");
      expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(/^gone\.js is not there/), expect.stringMatching(/^link\.js lies outside/)]);
    }
    const { counts } = JSON.parse((await reviewHere(folder, ["--results", "r.json", "--base", "HEAD", "--format", "json"])).stdout) as { counts: object };
    expect(counts).toEqual({ found: 5, inline: 3, summary: 0, outside: 2, suppressed: 0 });
  });
});
