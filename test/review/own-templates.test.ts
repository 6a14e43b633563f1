import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadTemplates, type Templates } from "../../src/review/index.js";

const messages = { "require-timeout": { missingTimeout: "`{{call}}` has no time limit {{where}}; the default is {{default}}.", addTimeout: "Give up after {{ms}} ms." } };

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function loaded(files: Readonly<Record<string, string>>): Templates {
  return loadTemplates("en", { folder: folderWith(files), messages });
}

/** What is said against a folder, without the folder's own name. */
function objection(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  try {
    loadTemplates("en", { folder, messages });
  } catch (error) {
    return (error as Error).message.replaceAll(folder, "own").replaceAll("\\", "/");
  }
  return "";
}

describe("a team's templates", () => {
  test("replace one section, and leave the others and other messages as they are shipped", () => {
    const shipped = loadTemplates();
    const own = loaded({ "require-timeout.md": "## missingTimeout\n\n### Suggestion\nuse `http` for `{{call}}`.\n" });
    expect(own.of("require-timeout", "missingTimeout")).toEqual({ ...shipped.of("require-timeout", "missingTimeout"), suggestion: "use `http` for `{{call}}`." });
    expect(own.of("require-timeout", "unboundedWait")).toEqual(shipped.of("require-timeout", "unboundedWait"));
    expect(own.of("no-busy-wait", "spin")).toEqual(shipped.of("no-busy-wait", "spin"));
  });
  test("replace a phrase of the frame", () => {
    const own = loaded({ "review.md": "## way out\nPlease {{suggestion}}\n" });
    expect(own.fill("way out", { suggestion: "wait." })).toBe("Please wait.");
    expect(own.phrase("Suggestion")).toBe("Suggestion");
  });
  test("may say a message, a patch, a word and what a rule demands", () => {
    const file = "## Rule\n### Description\nRequire a limit\n## missingTimeout\n### Message\n`{{call}}` is open.\n## Patches\n### addTimeout\nEnd it after {{ms}} ms.\n## Words\n### where\n| value | said |\n| --- | --- |\n| here | at this place |\n";
    const own = loaded({ "require-timeout.md": file });
    expect(own.description("require-timeout")).toBe("Require a limit");
    expect(own.of("require-timeout", "missingTimeout")?.message).toBe("`{{call}}` is open.");
    expect(own.patch("require-timeout", "addTimeout")).toBe("End it after {{ms}} ms.");
    expect(own.word("require-timeout", "where", "here")).toBe("at this place");
    expect(own.word("require-timeout", "call", "here")).toBe("here");
  });
  test("may have a byte order mark, CRLF, and files beside them that are no templates", () => {
    const own = loaded({ "require-timeout.md": "\ufeff## missingTimeout\r\n\r\n### Title\r\nSlow\r\n", "notes.txt": "" });
    expect(own.of("require-timeout", "missingTimeout")?.title).toBe("Slow");
  });
});

describe("an error names the place and the nearest name", () => {
  test.each([
    ["a rule", { "require-timout.md": "" }, "own/require-timout.md: there is no rule require-timout; did you mean require-timeout?"],
    ["a message", { "require-timeout.md": "## missingTimout\n### Title\nx\n" }, "own/require-timeout.md: the rule has no message missingTimout; did you mean missingTimeout?"],
    ["a section", { "require-timeout.md": "## missingTimeout\n### Titel\nx\n" }, 'own/require-timeout.md, missingTimeout: there is no section "### Titel"; did you mean Title?'],
    ["a placeholder", { "require-timeout.md": "## missingTimeout\n### Title\n{{cal}}\n" }, "own/require-timeout.md, missingTimeout, Title: there is no placeholder {{cal}} here; did you mean call?"],
    ["a placeholder like no other", { "require-timeout.md": "## missingTimeout\n### Title\n{{xyzzyxyz}}\n" }, "own/require-timeout.md, missingTimeout, Title: there is no placeholder {{xyzzyxyz}} here; there are call, where, default."],
    ["a placeholder where there are none", { "require-timeout.md": "## missingTimeout\n### Gap\ncalls of {{call}}\n" }, "own/require-timeout.md, missingTimeout, Gap: there is no placeholder {{call}} here; leave it out."],
    ["a phrase", { "review.md": "## way ouy\nx\n" }, 'own/review.md: there is no section "## way ouy"; did you mean way out?'],
    ["a placeholder of a phrase", { "review.md": "## way out\n{{sugestion}}\n" }, "own/review.md, way out: there is no placeholder {{sugestion}} here; did you mean suggestion?"],
    ["a patch", { "require-timeout.md": "## Patches\n### addTimout\nx\n" }, 'own/require-timeout.md, Patches: there is no section "### addTimout"; did you mean addTimeout?'],
    ["words that are no table", { "require-timeout.md": "## Words\n### where\n| a | b |\n| --- | --- |\n| here |\n" }, 'own/require-timeout.md, Words, where: the line "| here |" is not of the form "| value | how it is said |".'],
    ["an empty section", { "require-timeout.md": "## missingTimeout\n### Title\n" }, "own/require-timeout.md, missingTimeout, Title: the section is empty; leave it out to keep the text that is shipped."],
    ["a quick action", { "review.md": "## way out\nSo.\n/label ~review\n" }, "own/review.md, way out: GitLab would carry out the line that begins with /label whenever the review is posted; begin it with another word."],
    ["a folder without templates", { "notes.txt": "" }, "own holds no templates: a template is a Markdown file with the name of a rule, or review.md."],
  ] as const)("%s", (_, files, sentence) => {
    expect(objection(files)).toBe(sentence);
  });
  test("a folder that is not there, and one that is a file", () => {
    const folder = folderWith({ "a.md": "" });
    mkdirSync(join(folder, "b"));
    expect(() => loadTemplates("en", { folder: join(folder, "c"), messages })).toThrow("c cannot be read: there is no such folder; --templates takes a folder of Markdown files.");
    expect(() => loadTemplates("en", { folder: join(folder, "a.md"), messages })).toThrow("a.md cannot be read: it is not a folder;");
  });
});
