import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectWith } from "./stand-in.js";
import { commit, git, repositoryWith, review, write } from "./workspace.js";

const lines = (...code: string[]): string => `${code.join("\n")}\n`;

/** Path and line of what is told, and the counts. */
function told(folder: string, args: readonly string[]): { at: string[]; counts: Record<string, number>; code: number | null } {
  const { stdout, code } = review(folder, [...args, "--format", "json"]);
  const { findings, counts } = JSON.parse(stdout) as { findings: { path: string; line: number }[]; counts: Record<string, number> };
  return { at: findings.map(({ path, line }) => `${path}:${String(line)}`), counts, code };
}

describe("only what the change brought", () => {
  test("a changed line is told, the one beside it is counted", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("slow();", "", "") }));
    write(folder, { "a.js": lines("slow();", "", "slow();") });
    expect(told(folder, [".", "--base", "HEAD"])).toEqual({
      at: ["a.js:3"],
      counts: { found: 2, inline: 1, summary: 0, outside: 1, suppressed: 0 },
      code: 1,
    });
  });
  test("a finding whose evidence alone was changed is told", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("// before", "", "", "slow();") }));
    write(folder, { "a.js": lines("// since", "", "", "slow();") });
    expect(told(folder, [".", "--base", "HEAD"]).at).toEqual(["a.js:4"]);
  });
  test("nothing that fails is brought: exit code 0", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("slow();", "", "") }));
    write(folder, { "a.js": lines("slow();", "", "1;") });
    expect(told(folder, [".", "--base", "HEAD"])).toMatchObject({ at: [], code: 0 });
  });
  test("since the merge base, whatever came to the base later", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("1;") }));
    git(folder, "switch", "--quiet", "--create", "topic");
    write(folder, { "b.js": lines("slow();") });
    commit(folder);
    git(folder, "switch", "--quiet", "main");
    write(folder, { "c.js": lines("slow();") });
    commit(folder);
    git(folder, "switch", "--quiet", "topic");
    expect(told(folder, [".", "--base", "main"]).at).toEqual(["b.js:1"]);
  });
  test("a renamed file, lines with CRLF, and names that git quotes", () => {
    const folder = repositoryWith(projectWith({ "old.js": `slow();\r\n${"1;\r\n".repeat(9)}`, "ü 1.js": "1;\n", 'a"b.js': "1;\n" }));
    renameSync(join(folder, "old.js"), join(folder, "new.js"));
    write(folder, { "new.js": `slow();\r\n${"1;\r\n".repeat(9)}slow();\r\n`, "ü 1.js": "1;\nslow();\n", 'a"b.js': "1;\nslow();\n" });
    git(folder, "add", "--all");
    expect(told(folder, [".", "--base", "HEAD"]).at).toEqual(['a"b.js:2', "new.js:11", "ü 1.js:2"]);
  });
  test("a file that git does not track yet is new in every line", () => {
    const folder = repositoryWith(projectWith({ "a.js": "slow();\n" }));
    write(folder, { "new.js": "1;\nslow();\n" });
    expect(told(folder, [".", "--base", "HEAD"]).at).toEqual(["new.js:2"]);
  });
  test("from a folder within the repository, and with a git configuration of taste", () => {
    const folder = repositoryWith(projectWith({ "sub/a.js": "1;\n", "other/b.js": "1;\n" }));
    for (const setting of ["diff.noprefix", "diff.mnemonicPrefix", "diff.relative"]) git(folder, "config", setting, "true");
    git(folder, "config", "color.ui", "always");
    write(folder, { "sub/a.js": "1;\nslow();\n", "other/b.js": "1;\nslow();\n" });
    expect(told(join(folder, "sub"), [".", "../other", "--base", "HEAD"]).at).toEqual(["../other/b.js:2", "a.js:2"]);
  });
  test("the review says what it leaves out", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("slow();", "", "") }));
    write(folder, { "a.js": lines("slow();", "", "// later") });
    expect(review(folder, [".", "--base", "HEAD"]).stdout).toContain("outside the change: 1");
  });
  test("no file is linted that the change does not touch", () => {
    const folder = repositoryWith(projectWith({ "a.js": "slow();\n", "b.js": "" }));
    write(folder, { "b.js": "slow();\n" });
    expect(review(folder, [".", "--base", "HEAD"]).stdout).toContain("Found: 1.");
    expect(review(folder, [".", "--base", "HEAD", "--filter", "nofilter"]).stdout).toContain("findings 1 and 2");
  });
  test("a change without code is reviewed, and has no findings", () => {
    const folder = repositoryWith(projectWith({ "a.js": "slow();\n" }));
    write(folder, { "README.md": "# Later\n" });
    expect(review(folder, [".", "--base", "HEAD"])).toMatchObject({ code: 0 });
  });
});

describe("a review for a forge", () => {
  test("consists of what the change brought, with the paths that the repository has", () => {
    const folder = repositoryWith(projectWith({ "sub/a.js": lines("slow();", "", "", "", "", "") }));
    write(folder, { "sub/a.js": lines("slow();", "", "", "", "", "slow();") });
    const { stdout, code } = review(join(folder, "sub"), [".", "--base", "HEAD", "--format", "github"]);
    const { comments } = JSON.parse(stdout) as { comments: { path: string; line: number; body: string }[] };
    expect(code).toBe(1);
    expect(comments.map(({ path, line }) => `${path}:${String(line)}`)).toEqual(["sub/a.js:6"]);
    expect(comments[0]?.body).toContain("```suggestion\nslow().stop();\n```");
  });
  test("for GitLab, with no more comments than asked for", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("1;") }));
    write(folder, { "a.js": lines("1;", "slow();") });
    const { stdout } = review(folder, [".", "--base", "HEAD", "--format", "gitlab", "--max-comments", "0"]);
    expect(JSON.parse(stdout)).toMatchObject({ draft_notes: [], note: { body: expect.stringContaining("in this summary alone: 1;") as string } });
  });
  test("is null where there is nothing to say", () => {
    const folder = repositoryWith(projectWith({ "a.js": lines("slow();") }));
    expect(review(folder, [".", "--base", "HEAD", "--format", "github"]).stdout).toBe("null\n");
  });
  test("a renamed file's findings keep their fingerprints", () => {
    const folder = repositoryWith(projectWith({ "old.js": lines("1;", "2;", "3;", "4;", "5;", "6;") }));
    const fingerprint = (): unknown => (JSON.parse(review(folder, [".", "--base", "HEAD", "--format", "json"]).stdout) as { findings: { fingerprint: string }[] }).findings[0]?.fingerprint;
    write(folder, { "old.js": lines("1;", "2;", "3;", "4;", "5;", "6;", "slow();") });
    const known = fingerprint();
    renameSync(join(folder, "old.js"), join(folder, "new.js"));
    git(folder, "add", "--all");
    expect(fingerprint()).toBe(known);
  });
});
