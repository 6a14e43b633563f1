import { describe, expect, test } from "vitest";
import { withVerified } from "../../src/cli/verify.js";
import { finding, missingTimeout } from "../review/sample.js";
import { floating, resultOf } from "./eslint-json.js";
import { reviewHere } from "./in-process.js";
import { projectWith, standIn } from "./stand-in.js";
import { folderWith, git, repositoryWith, write } from "./workspace.js";

/** A stand-in that offers, for each call of `slow`, what the file says in comments. */
const offering = standIn
  .replace('stop: "Stop it."', 'stop: "Do {{it}}."')
  .replace(/const fix = .*\n.*suggest: .*/, `const fixes = context.sourceCode.getAllComments().filter(({ value }) => value.startsWith(" fix ")).map(({ value }) => value.slice(5));
          const suggest = fixes.map((it) => ({ messageId: "stop", data: { it }, fix: (fixer) => fixer.replaceText(node, it) }));
          context.report({ node, messageId: "late", data: { call: node.arguments[0]?.value ?? "slow", since }, suggest });`);

/** What is offered to commit, on GitHub and through reviewdog, in the place of line 2. */
async function offered(comments: readonly string[], path = "a.js", extra: Record<string, string> = {}): Promise<(string | undefined)[]> {
  const folder = repositoryWith({ ...projectWith({ [path]: "1;\n" }), "stand-in.js": offering, ...extra });
  write(folder, { [path]: ["1;", "slow();", ...comments.map((text) => `// fix ${text}`), ""].join("\n") });
  const github = JSON.parse((await reviewHere(folder, [path, "--base", "HEAD", "--format", "github"])).stdout) as { comments: { body: string }[] };
  const rdjson = JSON.parse((await reviewHere(folder, [path, "--format", "rdjson"])).stdout) as { diagnostics: { suggestions?: { text: string }[] }[] };
  return [/```suggestion\n(.*)\n```/.exec(github.comments[0]?.body ?? "")?.[1], rdjson.diagnostics[0]?.suggestions?.[0]?.text];
}

describe("a patch is offered to commit", () => {
  test("where its finding is gone and the file parses", async () => {
    expect(await offered(["slow().stop()"])).toEqual(["slow().stop();", "slow().stop();"]);
  });
  test.each([
    ["leaves its finding", "slow(1)"],
    ["does not parse", "slow((.stop()"],
    ["brings a new finding", "[slow().stop(), slow(), slow()]"],
    ["trades its finding for another", "slow('x')"],
  ])("never where it %s", async (_, fix) => {
    expect(await offered([fix])).toEqual([undefined, undefined]);
    expect(await offered([fix, "fast()"])).toEqual(["fast();", "fast();"]);
  });
  test("nor where ESLint fails on what it makes of the file", async () => {
    const failing = offering.replace("create: (context) => ({", 'create: (context) => ({ DebuggerStatement() { throw new Error("no."); },');
    expect(await offered(["fast(); debugger"], "a.js", { "stand-in.js": failing })).toEqual([undefined, undefined]);
  });
});

test("with the built-in set-up, in a module and in a script, with types and without", async () => {
  const code = (kind: string): string => `async function work()${kind} { await 0; throw new Error(); }\nexport function go() { work(); }\n`;
  const folder = folderWith({ "a.js": code(""), "b.js": `with ({}) {}\n${code("").replace("export ", "")}`, "c.ts": code(": Promise<void>"), "tsconfig.json": '{ "files": ["d.ts"] }', "d.ts": code(": Promise<void>") });
  const { stdout } = await reviewHere(folder, ["--format", "rdjson"]);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { location: { path: string }; suggestions?: { text: string }[] }[] };
  expect(diagnostics.map(({ location, suggestions }) => [location.path, suggestions?.[0]?.text])).toEqual(["a.js", "b.js", "c.ts", "d.ts"].map((path) => [path, `${path === "b.js" ? "" : "export "}function go() { return work(); }`]));
});

describe("from results, where nothing can be linted again", () => {
  async function suggestion(text: string, source?: string): Promise<unknown> {
    const folder = folderWith({ "a.js": "work();\n" });
    git(folder, "init", "--quiet");
    const message = floating(1, "work()", { suggestions: [{ desc: "Do it.", fix: { range: [0, 0], text } }] });
    write(folder, { "r.json": JSON.stringify([resultOf(folder, "a.js", [message], source === undefined ? {} : { source })]) });
    const { diagnostics } = JSON.parse((await reviewHere(folder, ["--results", "r.json", "--format", "rdjson"])).stdout) as { diagnostics: { suggestions?: unknown }[] };
    return diagnostics[0]?.suggestions;
  }

  test("the tokens decide", async () => {
    expect(await suggestion("await ")).toMatchObject([{ text: "await work();" }]);
    expect(await suggestion("await (")).toBeUndefined();
  });
  test("a file that has changed since is offered nothing", async () => {
    expect(await suggestion("await ", "work();\n")).toBeDefined();
    expect(await suggestion("await ", "work(); \n")).toBeUndefined();
  });
});

describe("the rounds", () => {
  const patches = Array.from({ length: 600 }, (_, index) => ({ title: String(index), range: [index, index] as const, text: "" }));
  const one = { ...finding(missingTimeout), patches };

  test("end when all that is offered is verified, and nothing is verified twice", async () => {
    const verified: string[] = [];
    const render = (offers: (finding: typeof one, patch: (typeof patches)[number], source: string) => boolean): string => patches.find((patch) => offers(one, patch, ""))?.title ?? "none";
    const output = await withVerified(render, (_, { title }) => {
      verified.push(title);
      return Promise.resolve(title === "3");
    });
    expect({ output, verified }).toEqual({ output: "3", verified: ["0", "1", "2", "3"] });
  });
  test("no more are verified than 500, and the others are not offered", async () => {
    let count = 0;
    const output = await withVerified((offers) => String(patches.filter((patch) => offers(one, patch, "")).length), () => Promise.resolve((count += 1) > 0));
    expect({ output, count }).toEqual({ output: "500", count: 500 });
  });
});
