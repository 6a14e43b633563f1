import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configWith, projectWith, standIn } from "./stand-in.js";
import { folderWith, repositoryWith, review, root } from "./workspace.js";

const code = { "a.js": "export const a = 1;\n" };

/** Nothing on standard output, exit code 2, and one sentence on standard error. */
function complaint(folder: string, args: readonly string[], main?: string): string {
  const ran = review(folder, args, main);
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: "" });
  expect(ran.stderr).not.toMatch(/\n\s+at /);
  expect(ran.stderr.trimEnd().split("\n")).toHaveLength(1);
  return ran.stderr.trimEnd();
}

describe("arguments", () => {
  test("an unknown option names the nearest one", () => {
    expect(complaint(folderWith(code), ["--fromat", "json"])).toBe("There is no option --fromat; did you mean --format?");
  });
  test("an unknown option like no other points at the help", () => {
    expect(complaint(folderWith(code), ["--zzzzzzzz"])).toBe("There is no option --zzzzzzzz; --help lists them.");
  });
  test.each([
    ["--format", "xml", '--format does not know "xml"; it takes text, markdown, html, json, codequality, sarif, rdjson, annotations, github or gitlab.'],
    ["--format", "github", "--format github comments on lines of a change; name what it is compared with: --base REV, or --diff FILE."],
    ["--max-comments", "few", '--max-comments does not know "few"; it takes a number.'],
    ["--preset", "lax", '--preset does not know "lax"; it takes recommended or strict.'],
    ["--fail-on", "info", '--fail-on does not know "info"; it takes error, warning or never.'],
  ])("%s %s", (option, value, sentence) => {
    expect(complaint(folderWith(code), [option, value])).toBe(sentence);
  });
  test("an option without its value", () => {
    expect(complaint(folderWith(code), ["--format"])).toBe("Option '--format <value>' argument missing; --help shows how it is used.");
  });
  test("an empty value", () => {
    expect(complaint(folderWith(code), ["--base="])).toBe("--base is empty; give it a branch, a tag or a commit.");
  });
  test("a preset and a configuration", () => {
    expect(complaint(folderWith(code), ["--preset", "strict", "--config", "x.js"])).toBe(
      "--preset and --config exclude each other: give the preset in the configuration, or leave one out.",
    );
  });
});

describe("paths", () => {
  test("one that does not exist", () => {
    expect(complaint(folderWith(code), ["a.js", "b.js"])).toBe(
      "There is no file or folder b.js; paths are relative to the working directory.",
    );
  });
  test.each([["docs"], ["docs/readme.md"]])("one with nothing to lint: %s", (path) => {
    expect(complaint(folderWith({ ...code, "docs/readme.md": "" }), [path])).toBe(
      `There is nothing to lint in ${path}: no JavaScript or TypeScript that is not ignored.`,
    );
  });
  test("one that the project's configuration ignores", () => {
    const folder = folderWith(projectWith({ "old/a.js": "slow();\n", "a.js": "" }, configWith('{ ignores: ["old/"] },')));
    expect(complaint(folder, ["old"])).toBe("There is nothing to lint in old: no JavaScript or TypeScript that is not ignored.");
  });
  test("installed packages are not reviewed", () => {
    const folder = folderWith({ "node_modules/x/index.js": "", "dist/a.js": "", ".git/hooks.js": "" });
    expect(complaint(folder, [])).toBe("There is nothing to lint in .: no JavaScript or TypeScript that is not ignored.");
  });
});

describe("output", () => {
  test("into a folder that does not exist", () => {
    expect(complaint(folderWith(code), ["--output", "out/review.md"])).toBe(
      "out/review.md cannot be written: there is no folder out; create it first.",
    );
  });
  test("onto a folder", () => {
    expect(complaint(folderWith({ ...code, "out/x": "" }), ["--output", "out"])).toBe(
      "out cannot be written: it is a folder; --output takes a file.",
    );
  });
});

describe("git", () => {
  test("no repository", () => {
    const folder = folderWith(code);
    expect(complaint(folder, ["--base", "main"])).toBe(
      `--base compares with a revision, and ${folder} is not in a git repository; leave --base out to review everything.`,
    );
  });
  test.each([["nowhere"], ["=--output=x"]])("an unknown revision: %s", (base) => {
    const args = base.startsWith("=") ? [`--base${base}`] : ["--base", base];
    expect(complaint(repositoryWith(code), args)).toBe(
      `--base does not know the revision "${base.replace(/^=/, "")}"; fetch it first, or name a branch, a tag or a commit of this repository.`,
    );
  });
  test("the revision is looked for before anything is linted", () => {
    const folder = repositoryWith({ ...code, "eslint.config.js": "broken(" });
    expect(complaint(folder, ["--base", "nowhere"])).toContain("does not know the revision");
  });
});

describe("configuration", () => {
  test("one that is no JavaScript", () => {
    const folder = folderWith({ ...code, "eslint.config.mjs": "export default [" });
    expect(complaint(folder, ["."])).toBe(
      `The ESLint configuration ${join(folder, "eslint.config.mjs")} does not load: Unexpected end of input; mend it, or give --preset recommended to review without it.`,
    );
  });
  test("one that imports what is not installed", () => {
    const folder = folderWith({ ...code, "eslint.config.mjs": 'import "not-installed-here"; export default [];' });
    expect(complaint(folder, ["."])).toMatch(/^The ESLint configuration .* does not load: Cannot find package 'not-installed-here'/);
  });
  test("one that ESLint refuses", () => {
    const folder = folderWith(projectWith(code, configWith('{ rules: { "concurrency-review/require-timeout": "loud" } },')));
    expect(complaint(folder, ["a.js"])).toMatch(/does not load: .*; mend it, or give --preset recommended/);
  });
  test("a --config that is not there", () => {
    expect(complaint(folderWith(code), ["--config", "x.mjs"])).toBe(
      "There is no configuration file x.mjs; --config takes the path of an ESLint configuration.",
    );
  });
  test("a --config that does not load the plugin", () => {
    expect(complaint(folderWith({ ...code, "x.mjs": "export default [{}];" }), ["--config", "x.mjs"])).toBe(
      "x.mjs does not load eslint-plugin-concurrency-review; add ...review.configs.recommended to it, or give --preset recommended.",
    );
  });
  test("settings that do not fit", () => {
    const extra = '{ settings: { "concurrency-review": { loggers: 1 } } },';
    const folder = folderWith(projectWith({ "src/a.js": "slow();\n" }, configWith(extra)));
    expect(complaint(folder, ["src"])).toBe("settings['concurrency-review'].loggers must be a list of names.");
  });
  test("settings that a rule refuses as it is set up", () => {
    const early = standIn.replace("create: (context) => ({", 'create: () => { throw new Error("settings do not fit."); }, late: (context) => ({');
    const folder = folderWith({ ...projectWith({ "src/a.js": "" }), "stand-in.js": early });
    expect(complaint(folder, ["src"])).toBe("settings do not fit.");
  });
  test("a rule that fails is an internal error with the file's name", () => {
    const broken = standIn.replace("throw new Error(", "throw new TypeError(").replace("settings !== undefined", "true");
    const folder = folderWith({ ...projectWith({ "src/a.js": "slow();\n" }), "stand-in.js": broken });
    expect(complaint(folder, ["src"])).toBe(
      `concurrency-review/require-timeout failed on ${join(folder, "src/a.js")}: settings['concurrency-review'].loggers must be a list of names; please report it with that file.`,
    );
  });
});

describe("what is not installed", () => {
  /** The built package in a place of its own, with only these packages beside it. */
  function installedWith(packages: readonly string[]): string {
    const folder = folderWith({});
    cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
    cpSync(join(root, "package.json"), join(folder, "package.json"));
    mkdirSync(join(folder, "node_modules/@eslint-community"), { recursive: true });
    for (const name of ["diff", "js-tokens", "@eslint-community/eslint-utils", ...packages]) {
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
    }
    return join(folder, "dist/src/cli/main.js");
  }

  test("TypeScript without a parser", () => {
    expect(complaint(folderWith({ "a.ts": "export const a: number = 1;\n" }), [], installedWith(["eslint"]))).toBe(
      "There is TypeScript to review and nothing here that reads it; install the parser with: npm install --save-dev @typescript-eslint/parser typescript",
    );
  });
  test("JavaScript needs no parser", () => {
    expect(review(folderWith(code), [], installedWith(["eslint"])).code).toBe(0);
  });
  test("no ESLint", () => {
    expect(complaint(folderWith(code), [], installedWith([]))).toBe(
      "ESLint 9 or 10 is needed to read the code; install it with: npm install --save-dev eslint",
    );
  });
});
