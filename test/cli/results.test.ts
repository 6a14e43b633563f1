import { spawnSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { inputText } from "../../src/cli/input.js";
import { Problem } from "../../src/cli/problem.js";
import { floating, resultOf, rule, withMetadata } from "./eslint-json.js";
import { reviewHere } from "./in-process.js";
import { folderWith, git, repositoryWith, review, root, write } from "./workspace.js";

interface Told {
  /** Path and line of each finding. */
  readonly at: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Record<string, unknown>[];
  readonly stderr: string;
  readonly code: number | null;
}

/** What is told of results files, as data. */
async function told(folder: string, shards: readonly string[], args: readonly string[] = []): Promise<Told> {
  write(folder, Object.fromEntries(shards.map((text, index) => [`shard-${String(index)}.json`, text])));
  const { stdout, stderr, code } = await reviewHere(folder, [...shards.flatMap((_, index) => ["--results", `shard-${String(index)}.json`]), ...args, "--format", "json"]);
  if (code === 2) throw new Error(stderr);
  const { findings, counts } = JSON.parse(stdout) as { findings: Record<string, unknown>[]; counts: Record<string, number> };
  return { at: findings.map(({ path, line }) => `${String(path)}:${String(line)}`), counts, findings, stderr, code };
}

const files = { "src/a.js": "work();\nwork();\n", "src/b.js": "work();\n" };

describe("results in the place of linting", () => {
  test("what ESLint found, whatever the project is like now", async () => {
    const folder = folderWith({ ...files, "eslint.config.js": "broken(" });
    const { at, code, stderr, findings } = await told(folder, [JSON.stringify([resultOf(folder, "src/a.js", [floating(1)])])]);
    expect({ at, code, stderr }).toEqual({ at: ["src/a.js:1"], code: 1, stderr: "" });
    expect(findings[0]).toMatchObject({ rule: "no-unhandled-rejection", confidence: "proved", data: { call: "work()" } });
  });
  test("--fail-on and the paths hold", async () => {
    const folder = folderWith(files);
    const both = JSON.stringify([resultOf(folder, "src/a.js", [floating(1, "a()", { severity: 1 })]), resultOf(folder, "src/b.js", [floating(1)])]);
    expect(await told(folder, [both], ["src/a.js"])).toMatchObject({ at: ["src/a.js:1"], code: 0 });
    expect((await told(folder, [both], ["src/a.js", "--fail-on", "warning"])).code).toBe(1);
  });
  test("from standard input, with a mark in front", () => {
    const folder = folderWith(files);
    write(folder, { "x.json": `\ufeff${JSON.stringify([resultOf(folder, "src/a.js", [floating(1)])])}` });
    const { stdout } = review(folder, ["--results", "-", "--format", "json"], undefined, { stdin: join(folder, "x.json") });
    expect(JSON.parse(stdout)).toMatchObject({ counts: { found: 1 } });
  });
  test("as PowerShell redirects it", async () => {
    const folder = folderWith(files);
    write(folder, { "x.json": Buffer.from(`\ufeff${JSON.stringify([resultOf(folder, "src/a.js", [floating(1)])])}`, "utf16le") });
    expect((await reviewHere(folder, ["--results", "x.json", "--format", "json"])).code).toBe(1);
  });
  test("what other rules and ESLint itself say is left out", async () => {
    const folder = folderWith(files);
    const others = [{ ...floating(1), ruleId: "no-debugger" }, { ruleId: null, message: "File ignored.", severity: 1, line: 0, column: 0 }, { ruleId: rule, message: "Configuration does not fit.", severity: 2, line: 1, column: 1 }];
    expect(await told(folder, [JSON.stringify([resultOf(folder, "src/a.js", others)])])).toMatchObject({ at: [], code: 0 });
  });
  test("a file that does not parse is a remark", async () => {
    const folder = folderWith(files);
    const fatal = { ruleId: null, fatal: true, message: "Unexpected token", severity: 2, line: 1, column: 2 };
    expect((await told(folder, [JSON.stringify([resultOf(folder, "src/a.js", [fatal])])])).stderr).toBe("src/a.js:1:2 cannot be parsed, and was left out: Unexpected token\n");
  });
});

describe("shards", () => {
  test("a file in two counts once, and messages merge", async () => {
    const folder = folderWith(files);
    const one = JSON.stringify([resultOf(folder, "src/a.js", [floating(1, "work()", { severity: 1 })])]);
    const two = withMetadata([resultOf(folder, "src/a.js", [floating(1), floating(2)]), resultOf(folder, "src/b.js", [])]);
    const { at, counts, findings } = await told(folder, [one, two]);
    expect({ at, found: counts["found"] }).toEqual({ at: ["src/a.js:1", "src/a.js:2"], found: 2 });
    expect(findings[0]?.["severity"]).toBe("error");
    expect((await reviewHere(folder, ["--results", "shard-0.json", "--results", "shard-1.json"])).stdout).toContain("1 of the 2 files that were read");
  });
  test("the order of shards changes nothing", async () => {
    const folder = folderWith(files);
    const shards = [[floating(1)], [floating(2)]].map((messages) => JSON.stringify([resultOf(folder, "src/a.js", messages)]));
    expect((await told(folder, shards)).findings).toEqual((await told(folder, shards.toReversed())).findings);
  });
  test("what one tells is told, whatever another took out", async () => {
    const folder = folderWith(files);
    const taken = [{ ...floating(1), suppressions: [{ kind: "directive", justification: "" }] }];
    const shards = [resultOf(folder, "src/a.js", [], { suppressedMessages: taken }), resultOf(folder, "src/a.js", [floating(1)])].map((result) => JSON.stringify([result]));
    expect((await told(folder, shards)).counts).toMatchObject({ found: 1, inline: 1, suppressed: 0 });
    expect((await told(folder, shards.slice(0, 1))).counts).toMatchObject({ found: 1, inline: 0, suppressed: 1 });
  });
  test("a file that one of them parsed is parsed", async () => {
    const folder = folderWith(files);
    const fatal = { ruleId: null, fatal: true, message: "Unexpected token", severity: 2, line: 1, column: 2 };
    const shards = [[fatal], [floating(1)]].map((messages) => JSON.stringify([resultOf(folder, "src/a.js", messages)]));
    expect(await told(folder, shards)).toMatchObject({ at: ["src/a.js:1"], stderr: "" });
  });
  test.each([["/builds/x7/0/team/app"], ["C:\\agent\\work\\app"]])("from the checkout of another machine: %s", async (checkout) => {
    const folder = repositoryWith({ ...files, "packages/a/src/a.js": "work();\n", "packages/a/src/b.js": "work();\n" });
    const path = (...parts: string[]): string => [checkout, ...parts].join(checkout.includes("\\") ? "\\" : "/");
    const results = ["a.js", "b.js", "gone.js"].map((name) => ({ ...resultOf("", "", [floating(1)]), filePath: path("packages", "a", "src", name) }));
    const { at } = await told(folder, [withMetadata(results, {}, path("packages", "a"))]);
    expect(at).toEqual(["packages/a/src/a.js:1", "packages/a/src/b.js:1", "packages/a/src/gone.js:1"]);
  });
  test("with no checkout at all", async () => {
    const results = [resultOf("/builds/app", "src/a.js", [floating(1)], { source: "work();\n" })];
    expect((await told(folderWith({}), [withMetadata(results, {}, "/builds/app")])).at).toEqual(["src/a.js:1"]);
  });
});

describe("metadata", () => {
  test("knows our rules under another name", async () => {
    const folder = folderWith(files);
    const mine = { ...floating(1), ruleId: "mine/no-unhandled-rejection" };
    expect((await told(folder, [JSON.stringify([resultOf(folder, "src/a.js", [mine])])])).at).toEqual(["src/a.js:1"]);
    const other = { ...mine, message: "Handle this promise." };
    expect((await told(folder, [JSON.stringify([resultOf(folder, "src/a.js", [other])])])).at).toEqual([]);
    const meta = { "mine/no-unhandled-rejection": { docs: { confidence: { floating: "proved" } } } };
    expect((await told(folder, [withMetadata([resultOf(folder, "src/a.js", [other])], meta)])).at).toEqual(["src/a.js:1"]);
  });
  test("of a newer version gives its rules their words and lines", async () => {
    const folder = folderWith(files);
    const message = { ...floating(2), ruleId: "concurrency-review/no-novelty", messageId: "novel", message: "`x` was set on line 1." };
    const meta = { "concurrency-review/no-novelty": { messages: { novel: "`{{name}}` was set on line {{set}}." }, docs: { concern: "ordering", confidence: { novel: "likely" }, url: "javascript:alert(1)" } } };
    const { findings } = await told(folder, [withMetadata([resultOf(folder, "src/a.js", [message])], meta)]);
    expect(findings).toMatchObject([{ rule: "no-novelty", confidence: "likely", data: { name: "x", set: 1 }, evidence: [1, 2] }]);
    expect((await reviewHere(folder, ["--results", "shard-0.json", "--format", "sarif"])).stdout).not.toContain("javascript:");
  });
  test("a message of another version is told by itself, and it is said", async () => {
    const folder = folderWith(files);
    const odd = [{ ...floating(1), message: "An `old` sentence." }, { ...floating(2), messageId: "unheardOf", message: "{{call}}" }];
    const { findings, stderr, code } = await told(folder, [JSON.stringify([resultOf(folder, "src/a.js", odd)])]);
    expect(findings.map(({ message }) => message)).toEqual(["An `old` sentence.", "{{call}}"]);
    expect({ stderr, code }).toEqual({ stderr: "2 findings come from another version of the plugin, and are told by the message alone.\n", code: 1 });
    for (const format of ["text", "markdown", "sarif", "rdjson", "codequality", "annotations"]) {
      expect(await reviewHere(folder, ["--results", "shard-0.json", "--format", format])).toMatchObject({ code: 1, stdout: expect.stringContaining("sentence.") as string });
    }
  });
});

describe("files that are not as they were", () => {
  const linted = (folder: string, path: string, more: object = {}): string => JSON.stringify([resultOf(folder, path, [floating(1)], more)]);

  test("one that vanished is told as it was linted", async () => {
    const folder = folderWith(files);
    const text = JSON.stringify([resultOf(folder, "src/gone.js", [floating(1)], { source: "work(1);\n" }), resultOf(folder, "src/a.js", [floating(1)])]);
    const { at, stderr } = await told(folder, [text], []);
    expect({ at, stderr }).toEqual({ at: ["src/a.js:1", "src/gone.js:1"], stderr: "src/gone.js is not there any more: what was found in it is told as it was linted.\n" });
    expect((await reviewHere(folder, ["--results", "shard-0.json"])).stdout).toContain("work(1);");
  });
  test("one that changed since", async () => {
    const folder = folderWith(files);
    expect((await told(folder, [linted(folder, "src/a.js", { source: "other();\n" })])).stderr).toBe("src/a.js has changed since it was linted: its lines may have moved.\n");
    expect((await told(folder, [linted(folder, "src/a.js", { output: files["src/a.js"] })])).stderr).toBe("");
  });
  test.each([["../secret.js"], ["src/../../secret.js"], ["src/link.js"], ["linked/secret.js"], ["src/\u0000.js"], ["src"]])("what is not a file of the repository is never read: %j", async (path) => {
    const outer = folderWith({ "secret.js": "work(); // SECRET\n" });
    const folder = join(outer, "repository");
    write(folder, files);
    git(folder, "init", "--quiet");
    symlinkSync(join(outer, "secret.js"), join(folder, "src/link.js"));
    symlinkSync(outer, join(folder, "linked"));
    const text = JSON.stringify([{ ...resultOf("", "", [floating(1)]), filePath: `${folder}/${path}` }, resultOf(folder, "src/a.js", [])]);
    const { stderr, code } = await told(folder, [text]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^.* (lies outside of the repository and was not read\.|is not there any more: what was found in it is told as it was linted\.)\n$/);
    for (const format of ["text", "markdown", "json", "sarif", "rdjson", "codequality", "annotations"]) {
      expect((await reviewHere(folder, ["--results", "shard-0.json", "--format", format])).stdout).not.toContain("SECRET");
    }
  });
  test("a link within the repository is read", async () => {
    const folder = folderWith(files);
    symlinkSync(join(folder, "src/a.js"), join(folder, "src/link.js"));
    expect(await told(folder, [linted(folder, "src/link.js")])).toMatchObject({ at: ["src/link.js:1"], stderr: "" });
  });
  test("a deleted file that was linted with its text", async () => {
    const folder = repositoryWith(files);
    rmSync(join(folder, "src/a.js"));
    expect((await told(folder, [linted(folder, "src/a.js", { source: files["src/a.js"] })], ["--base", "HEAD"])).counts).toMatchObject({ found: 1, outside: 1 });
  });
});

describe("what is not ESLint's", () => {
  const remedy = "write it with: eslint --format json-with-metadata --output-file x.json";

  async function complaint(text: string | Uint8Array, args: readonly string[] = []): Promise<string> {
    const folder = folderWith(files);
    write(folder, { "x.json": text });
    const { code, stderr } = await reviewHere(folder, ["--results", "x.json", ...args]);
    expect(code).toBe(2);
    return stderr.trimEnd();
  }

  test.each([
    ["", `x.json is empty; ${remedy}, and look whether that failed.`],
    ['[{ "filePath": "/a.js", "mess', `x.json is no complete JSON, as if its writing was cut short; ${remedy}.`],
    ["Oops! Something went wrong! :(", `x.json is no JSON; ${remedy}.`],
    ['"text"', `x.json is not what ESLint writes; ${remedy}.`],
    ['{ "version": "2.1.0", "runs": [] }', `x.json is SARIF, and not ESLint's; ${remedy}.`],
    ['{ "diagnostics": [], "number_of_files": 1 }', `x.json is oxlint's JSON, and not ESLint's; ${remedy}.`],
    ['{ "diagnostics": [], "source": {} }', `x.json is rdjson, and not ESLint's; ${remedy}.`],
    ['{ "diagnostics": [], "summary": {}, "command": "lint" }', `x.json is Biome's JSON, and not ESLint's; ${remedy}.`],
    ['{ "version": 1, "findings": [], "counts": {} }', `x.json is this command's own JSON, and not ESLint's; ${remedy}.`],
    ['[{ "source": "a.css", "warnings": [], "deprecations": [] }]', `x.json is Stylelint's JSON, and not ESLint's; ${remedy}.`],
    ['[{ "check_name": "x", "fingerprint": "y" }]', `x.json is a Code Quality report, and not ESLint's; ${remedy}.`],
    ['[{ "ruleName": "x", "failure": "y" }]', `x.json is TSLint's JSON, and not ESLint's; ${remedy}.`],
    ["[1]", `x.json is not what ESLint writes: result 1 is no object; ${remedy}.`],
    ["[{}]", `x.json is not what ESLint writes: result 1 has no filePath; ${remedy}.`],
    ['[{ "filePath": "/a.js" }]', `x.json is not what ESLint writes: result 1 has no list of messages; ${remedy}.`],
    ['[{ "filePath": "/a.js", "messages": [], "source": 1 }]', `x.json is not what ESLint writes: result 1 has a source that is no text; ${remedy}.`],
  ])("%s", async (text, sentence) => {
    expect(await complaint(text)).toBe(sentence);
  });
  test.each([
    [{ line: 1.5 }, "without a line and column"],
    [{ line: -1 }, "without a line and column"],
    [{ endLine: 1e9 }, "without a line and column"],
    [{ severity: "error" }, "without a severity"],
    [{ message: 1 }, "without a text"],
    [{ ruleId: 1 }, "whose rule has no name"],
    [{ fix: { range: [5, 1], text: "" } }, "with a fix that is none"],
    [{ suggestions: [{ desc: "x" }] }, "with a suggestion that is none"],
    [{ suppressions: "all" }, "with a suppression that is none"],
  ])("a message with %j", async (more, what) => {
    expect(await complaint(JSON.stringify([resultOf("/", "a.js", [{ ...floating(1), ...more } as never])]))).toBe(`x.json is not what ESLint writes: result 1 has a message ${what}; ${remedy}.`);
  });
  test("no file, a folder, nothing piped", async () => {
    const folder = folderWith(files);
    const said = async (name: string): Promise<string> => (await reviewHere(folder, ["--results", name])).stderr;
    expect(await said("y.json")).toBe("There is no file y.json; --results takes a file, relative to the working directory, or - for standard input.\n");
    expect(await said("src")).toBe("src is a folder; --results takes a file.\n");
    expect(await said("-")).toBe("standard input is empty; write it with: eslint --format json-with-metadata --output-file results.json, and look whether that failed.\n");
    expect(await said("")).toBe("--results is empty; give it a file of ESLint's JSON.\n");
    await expect(inputText("--results", "-", folder, { terminal: true, read: () => Promise.reject(new Error()) })).rejects.toThrow(new Problem("--results - reads standard input, and nothing is piped into it; pipe it in, or name a file."));
  });
  test("what excludes each other", async () => {
    expect(await complaint("[]", ["--preset", "strict"])).toBe("--results takes what ESLint found already, so --preset and --config have nothing to do; leave either out.");
    expect(await complaint("[]", ["--results", "-", "--results", "-"])).toBe("--results - is given twice, and there is one standard input; name files.");
    expect(await complaint("[]", ["src"])).toBe("The results have no file in src; leave it out, or add the results of linting it with another --results.");
  });
  test("results of nothing are no error", async () => {
    expect(await told(folderWith({}), ["[]"])).toMatchObject({ at: [], code: 0, stderr: "" });
  });
});

test("threads and the cache of ESLint give the same review", async () => {
  const folder = folderWith({ "package.json": '{ "type": "module" }', "eslint.config.js": `import review from ${JSON.stringify(pathToFileURL(join(root, "dist/plugin.js")).href)};\nexport default [...review.configs.recommended];\n`, "src/a.js": "async function work() { await 0; throw new Error(); }\nexport function go() { work(); }\n", "src/b.js": "export const user = await fetch('/user');\n" });
  const reviews: string[] = [];
  for (const [index, args] of [[], ["--concurrency", "2"], ["--cache"], ["--cache"]].entries()) {
    const command = [join(root, "node_modules/eslint/bin/eslint.js"), "src", "-f", "json-with-metadata", "-o", `${String(index)}.json`, ...args];
    expect(spawnSync(process.execPath, command, { cwd: folder, timeout: 50_000 }).status).toBe(1);
    reviews.push((await reviewHere(folder, ["--results", `${String(index)}.json`])).stdout);
  }
  expect(reviews[0]).toContain("src/b.js:1");
  expect(new Set(reviews).size).toBe(1);
});
