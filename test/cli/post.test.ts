import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changesIn } from "../../src/review/index.js";
import { type GithubStub, githubStub } from "../review/hosts/github-stub.js";
import { branchOf, posting } from "./posting.js";
import { projectWith } from "./stand-in.js";
import { commit, folderWith, git, write } from "./workspace.js";

interface Workflow {
  readonly folder: string;
  readonly stub: GithubStub;
  readonly env: Record<string, string>;
}

/** A pull request that adds a file, in a job of its own repository. */
async function workflow(added: Readonly<Record<string, string>> = { "a.js": "1;\nslow();\n" }, project = projectWith({ "b.js": "slow();\n" })): Promise<Workflow> {
  const { folder, base, head, changes } = branchOf(added, project);
  const stub = await githubStub(head, changes);
  const event = join(folderWith({ "event.json": JSON.stringify({ pull_request: { number: 7, head: { sha: head }, base: { sha: base } } }) }), "event.json");
  return { folder, stub, env: { GITHUB_TOKEN: "secret", GITHUB_REPOSITORY: "octo/app", GITHUB_API_URL: stub.url, GITHUB_EVENT_PATH: event } };
}

describe("posting on GitHub", () => {
  test("says once what the change brought, and prints the review as ever", async () => {
    const { folder, stub, env } = await workflow();
    const first = await posting(folder, [".", "--post", "github"], env);
    expect(first).toMatchObject({ code: 1, stderr: "Posted on octo/app#7: 1 new comment, 0 edited, 0 of 0 threads resolved, summary new.\n" });
    expect(first.stdout).toContain("a.js:2:1");
    expect(stub.threads.map(({ path, line }) => [path, line])).toEqual([["a.js", 2]]);
    stub.written.length = 0;
    expect(await posting(folder, [".", "--post", "github"], env)).toMatchObject({ code: 1, stdout: first.stdout });
    expect(stub.written).toEqual([]);
  });
  test("the threads of files and rules that a run did not look at stay open", async () => {
    const { folder, stub, env } = await workflow({ "a.js": "slow();\n", "c.js": "slow();\n" });
    await posting(folder, [".", "--post", "github"], env);
    await posting(folder, ["b.js", "--post", "github"], env);
    write(folder, { "off.config.js": readFileSync(join(folder, "eslint.config.js"), "utf8").replace('"error"', '"off"') });
    expect((await posting(folder, [".", "--post", "github", "--config", "off.config.js"], env)).stderr).toContain("0 of 0 threads resolved");
    expect(stub.threads.map(({ resolvedBy }) => resolvedBy)).toEqual([undefined, undefined]);
  });
  test("the thread of a file that the change no longer touches is resolved", async () => {
    const { folder, stub, env } = await workflow({ "a.js": "slow();\n", "c.js": "slow();\n" });
    await posting(folder, [".", "--post", "github"], env);
    const base = git(folder, "rev-parse", "HEAD^").trim();
    git(folder, "rm", "--quiet", "a.js");
    commit(folder);
    const head = git(folder, "rev-parse", "HEAD").trim();
    stub.push(head, new Map(changesIn(git(folder, "diff", base, "HEAD")).map((change) => [change.path, change])));
    const event = join(folderWith({ "event.json": JSON.stringify({ pull_request: { number: 7, head: { sha: head }, base: { sha: base } } }) }), "event.json");
    expect((await posting(folder, [".", "--post", "github"], { ...env, GITHUB_EVENT_PATH: event })).stderr).toContain("1 of 1 thread resolved");
    expect(stub.threads.map(({ path, resolvedBy }) => [path, resolvedBy !== undefined])).toEqual([["a.js", true], ["c.js", false]]);
  });
  test("a dry run without a token shows the requests of a first run", async () => {
    const { folder, stub } = await workflow();
    const { code, stdout, stderr } = await posting(folder, [".", "--base", "HEAD~1", "--post", "github", "--dry-run"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ method: "POST", path: "/repos/{owner}/{repo}/pulls/{number}/reviews", body: { commit_id: stub.head, comments: [{ path: "a.js", line: 2 }] } }]);
    expect(stderr).toBe("Not sent to {owner}/{repo}#{number}: 1 request. What stands there already is not known without a token, and taken for nothing.\n");
  });
  test("a dry run with a token shows what is missing there, and sends none of it", async () => {
    const { folder, stub, env } = await workflow();
    const args = [".", "--post", "github", "--dry-run"];
    expect(JSON.parse((await posting(folder, args, env)).stdout)).toHaveLength(1);
    expect(stub.written).toEqual([]);
    await posting(folder, [".", "--post", "github"], env);
    expect((await posting(folder, args, env)).stdout).toBe("[]\n");
  });
});

describe("where it cannot post, the review is there, and the exit code is 3", () => {
  const cases: readonly [string, (workflow: Workflow) => void, string][] = [
    ["no token", ({ env }) => delete env["GITHUB_TOKEN"], "Posting failed. There is no token to post with; set GITHUB_TOKEN to one that may write pull requests"],
    ["no repository", ({ env }) => delete env["GITHUB_REPOSITORY"], "Posting failed. Nothing says which repository the pull request is in; set GITHUB_REPOSITORY"],
    ["a wrong token", ({ env }) => (env["GITHUB_TOKEN"] = "wrong"), "Posting failed. GitHub does not know the token (Bad credentials); give it a valid one"],
    ["a token that only reads", ({ stub }) => stub.denied.add("write"), "Posting failed. GitHub does not let the token do this (Resource not accessible by integration); give it one that may write pull requests"],
    ["an address that a token does not go to", ({ env }) => (env["GITHUB_API_URL"] = "http://example.org"), 'Posting failed. GITHUB_API_URL is "http://example.org", where a token does not go'],
    ["a pull request that has moved on", ({ stub }) => stub.push("b".repeat(40), stub.changes), "Posting failed. The pull request has moved on to bbbbbbbbbb since"],
    ["a checkout of something else", ({ folder }) => git(folder, "commit", "--quiet", "--allow-empty", "--message=more"), "was reviewed, which is another commit, and the pull request is at"],
  ];
  test.each(cases)("%s", async (_, spoil, said) => {
    const given = await workflow();
    spoil(given);
    const { code, stdout, stderr } = await posting(given.folder, [".", "--post", "github"], given.env);
    expect(stderr).toContain(said);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(3);
    expect(stdout).toContain("a.js:2:1");
    expect(given.stub.written).toEqual([]);
  });
  test("the merge commit that GitHub offers to build", async () => {
    const { folder, env } = await workflow();
    const head = git(folder, "rev-parse", "HEAD").trim();
    git(folder, "switch", "--quiet", "--detach", "HEAD~1");
    git(folder, "merge", "--quiet", "--no-ff", "--message=merge", head);
    const { code, stderr } = await posting(folder, [".", "--post", "github"], env);
    expect(code).toBe(3);
    expect(stderr).toContain("which is the merge with its base, and the pull request is at");
    expect(stderr).toContain("actions/checkout by ref: ${{ github.event.pull_request.head.sha }}");
  });
});

describe("what has no meaning is refused with exit code 2", () => {
  test.each([
    [["--post", "bitbucket"], '--post does not know "bitbucket"; it takes github or gitlab.'],
    [["--dry-run"], "--dry-run shows what --post would send; add --post github or gitlab."],
    [["--plan", ""], "--plan is empty; give it a file."],
    [["--post", "github"], "--post is about lines of a change; name what it is compared with: --base REV."],
    [["--plan", "no/plan.json"], "no/plan.json cannot be written: there is no folder no; create it first."],
    [["--plan", "plan.json"], "--plan is about lines of a change; name what it is compared with: --base REV."],
    [["a.js", "--post", "github", "--plan", "x"], "--post with --plan posts what was found before, and lints nothing; leave a.js out."],
    [["--post", "github", "--plan", "x", "--base", "y"], "--post with --plan posts what was found before, and lints nothing; leave --base out."],
    [["--post", "github", "--plan", "x"], "The plan x cannot be read: ENOENT; --plan with --post takes the file that --plan wrote without it."],
    [["--post", "github", "--plan", "package.json"], 'The plan package.json does not fit: nobody reads "type" of the plan.'],
    [["--post", "github", "--plan", "a.js"], "The plan a.js is no JSON; it is what --plan writes without --post."],
  ])("%j", async (args, said) => {
    const folder = folderWith({ "a.js": "1;\n", "package.json": '{ "type": "module" }' });
    expect(await posting(folder, args)).toEqual({ code: 2, stdout: "", stderr: `${said}\n` });
  });
});

describe("a fork plans, and the base posts", () => {
  const code = { "a.js": 'export async function load() {\n  return fetch("https://api.example.com/users");\n}\n' };

  test("without a token there, and with nothing of the fork's here", async () => {
    const { folder, stub, env } = await workflow(code, { "package.json": '{ "type": "module" }\n' });
    const plan = join(folderWith({}), "plan.json");
    const planned = await posting(folder, [".", "--base", "HEAD~1", "--plan", plan, "--fail-on", "never"]);
    expect(planned).toMatchObject({ code: 0, stderr: "" });
    expect(planned.stdout).toContain("a.js:2");
    const event = join(folderWith({ "event.json": JSON.stringify({ workflow_run: { head_sha: stub.head, pull_requests: [] } }) }), "event.json");
    const elsewhere = folderWith({});
    const posted = await posting(elsewhere, ["--post", "github", "--plan", plan], { ...env, GITHUB_EVENT_PATH: event });
    expect(posted).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("Posted on octo/app#7: 1 new comment") as string });
    const direct = await workflow(code, { "package.json": '{ "type": "module" }\n' });
    await posting(direct.folder, [".", "--post", "github"], direct.env);
    expect(stub.threads[0]?.comments[0]?.body).toBe(direct.stub.threads[0]?.comments[0]?.body);
    stub.written.length = 0;
    await posting(elsewhere, ["--post", "github", "--plan", plan], { ...env, GITHUB_EVENT_PATH: event });
    expect(stub.written).toEqual([]);
  });
  test("the plan of another commit is not posted", async () => {
    const { folder, env, stub } = await workflow(code, { "package.json": '{ "type": "module" }\n' });
    const plan = join(folderWith({}), "plan.json");
    await posting(folder, [".", "--base", "HEAD~1", "--plan", plan]);
    const event = join(folderWith({ "event.json": JSON.stringify({ workflow_run: { head_sha: "c".repeat(40) } }) }), "event.json");
    const { code: exit, stderr } = await posting(folder, ["--post", "github", "--plan", plan], { ...env, GITHUB_EVENT_PATH: event });
    expect(exit).toBe(3);
    expect(stderr).toContain("and this run is for cccccccccc; nothing was posted");
    expect(stub.written).toEqual([]);
  });
});
