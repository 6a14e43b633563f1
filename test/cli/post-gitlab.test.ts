import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type GitlabStub, gitlabStub } from "../review/hosts/gitlab-stub.js";
import { branchOf, posting } from "./posting.js";
import { projectWith } from "./stand-in.js";
import { folderWith, git } from "./workspace.js";

interface Job {
  readonly folder: string;
  readonly head: string;
  readonly stub: GitlabStub;
  readonly env: Record<string, string>;
}

/** A merge request that adds a file, in a pipeline for it. */
async function job(added: Readonly<Record<string, string>> = { "a.js": "1;\nslow();\n" }, project = projectWith({ "b.js": "slow();\n" })): Promise<Job> {
  const { folder, base, head, changes } = branchOf(added, project);
  const stub = await gitlabStub(head, changes);
  const env = { GITLAB_TOKEN: "secret", CI_API_V4_URL: stub.url, CI_PROJECT_ID: "5", CI_PROJECT_PATH: "group/app", CI_COMMIT_SHA: head, CI_MERGE_REQUEST_IID: "7", CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  return { folder, head, stub, env };
}

/** The environment without one of its variables. */
function without(env: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([key]) => key !== name));
}

describe("posting on GitLab", () => {
  test("says once what the change brought, and prints the review as ever", async () => {
    const { folder, stub, env } = await job();
    const first = await posting(folder, [".", "--post", "gitlab"], env);
    expect(first).toMatchObject({ code: 1, stderr: "Posted on group/app!7: 1 new comment, 0 edited, 0 of 0 threads resolved, summary new.\n" });
    expect(first.stdout).toContain("a.js:2:1");
    expect(stub.written).toEqual(["draft", "publish 1", "note"]);
    stub.written.length = 0;
    expect(await posting(folder, [".", "--post", "gitlab"], env)).toMatchObject({ code: 1, stdout: first.stdout });
    expect((await posting(folder, [".", "--post", "gitlab", "--dry-run"], env)).stdout).toBe("[]\n");
    expect(stub.written).toEqual([]);
  });
  test("a dry run without a token shows the requests of a first run", async () => {
    const { folder, head } = await job();
    const { code, stdout, stderr } = await posting(folder, [".", "--base", "HEAD~1", "--post", "gitlab", "--dry-run"]);
    expect(code).toBe(1);
    const position = { base_sha: "{base_sha}", start_sha: "{start_sha}", head_sha: head, new_path: "a.js", new_line: 2 };
    expect(JSON.parse(stdout)).toMatchObject([
      { method: "POST", path: "/projects/{id}/merge_requests/{iid}/draft_notes", body: { position } },
      { method: "POST", path: "/projects/{id}/merge_requests/{iid}/draft_notes/bulk_publish" },
      { method: "POST", path: "/projects/{id}/merge_requests/{iid}/notes", body: {} },
    ]);
    expect(stderr).toBe("Not sent to {project}!{iid}: 3 requests. What stands there already is not known without a token, and taken for nothing.\n");
  });
  test("a pipeline of the branch finds the merge request by its commit, and a fork's by the project that it is in", async () => {
    const { folder, stub, env } = await job();
    const branch = without(env, "CI_MERGE_REQUEST_IID");
    const found = await posting(folder, [".", "--post", "gitlab", "--dry-run"], branch);
    expect(JSON.parse(found.stdout)).toMatchObject([{ path: "/projects/5/merge_requests/7/draft_notes" }, {}, {}]);
    const fork = await posting(folder, [".", "--post", "gitlab", "--dry-run"], { ...env, CI_PROJECT_ID: "6", CI_PROJECT_PATH: "fork/app", CI_MERGE_REQUEST_PROJECT_ID: "5", CI_MERGE_REQUEST_PROJECT_PATH: "group/app" });
    expect(fork.stderr).toBe("Not sent to group/app!7: 3 requests.\n");
    expect(stub.written).toEqual([]);
  });
});

describe("where it cannot post, the review is there, and the exit code is 3", () => {
  const cases: readonly [string, (job: Job) => unknown, string][] = [
    ["no token", ({ env }) => delete env["GITLAB_TOKEN"], "Posting failed. There is no token to post with; set GITLAB_TOKEN to one that has the scope api"],
    ["no token but that of every job", ({ env }) => [delete env["GITLAB_TOKEN"], (env["CI_JOB_TOKEN"] = "job")], "There is no token to post with, and CI_JOB_TOKEN may not write notes; set GITLAB_TOKEN"],
    ["the token of every job under another name", ({ env }) => (env["CI_JOB_TOKEN"] = "secret"), "There is no token to post with, and CI_JOB_TOKEN may not write notes; set GITLAB_TOKEN"],
    ["no project", ({ env }) => delete env["CI_PROJECT_ID"], "Posting failed. Nothing says which project the merge request is in; set CI_PROJECT_ID"],
    ["a wrong token", ({ env }) => (env["GITLAB_TOKEN"] = "wrong"), "Posting failed. GitLab does not know the token (401 Unauthorized); give it a valid one that has the scope api"],
    ["a token that only reads", ({ stub }) => stub.denied.add("write"), "Posting failed. GitLab does not let the token do this (403 Forbidden); give it one that has the scope api"],
    ["a merge request that is not there", ({ env }) => (env["CI_MERGE_REQUEST_IID"] = "8"), "Posting failed. GitLab finds nothing there (404 Not found); the address may be wrong"],
    ["no merge request at the commit", ({ env, stub }) => {
      delete env["CI_MERGE_REQUEST_IID"];
      stub.push("b".repeat(40), new Map());
    }, "Posting failed. group/app has no open merge request at"],
    ["an address that a token does not go to", ({ env }) => (env["CI_API_V4_URL"] = "http://example.org/api/v4"), 'Posting failed. CI_API_V4_URL is "http://example.org/api/v4", where a token does not go'],
    ["a merge request that has moved on", ({ stub }) => stub.push("b".repeat(40), new Map()), "Posting failed. The merge request has moved on to bbbbbbbbbb since"],
    ["a checkout of something else", ({ folder }) => git(folder, "commit", "--quiet", "--allow-empty", "--message=more"), "was reviewed, which is another commit, and the merge request is at"],
  ];
  test.each(cases)("%s", async (_, spoil, said) => {
    const given = await job();
    spoil(given);
    const { code, stdout, stderr } = await posting(given.folder, [".", "--post", "gitlab"], given.env);
    expect(stderr).toContain(said);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(3);
    expect(stdout).toContain("a.js:2:1");
    expect(given.stub.written).toEqual([]);
  });
  test("the merge that GitLab tries out", async () => {
    const { folder, env, head } = await job();
    git(folder, "switch", "--quiet", "--detach", "HEAD~1");
    git(folder, "merge", "--quiet", "--no-ff", "--message=merge", head);
    const merged = { ...env, CI_COMMIT_SHA: git(folder, "rev-parse", "HEAD").trim(), CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head };
    const { code, stderr } = await posting(folder, [".", "--post", "gitlab"], merged);
    expect(code).toBe(3);
    expect(stderr).toContain('which is the merge with its base, and the merge request is at');
    expect(stderr).toContain('check that out, with git checkout "$CI_MERGE_REQUEST_SOURCE_BRANCH_SHA".');
    git(folder, "checkout", "--quiet", head);
    expect((await posting(folder, [".", "--post", "gitlab", "--dry-run"], merged)).stderr).toBe("Not sent to group/app!7: 3 requests.\n");
  });
});

describe("a fork plans, and a job of the project posts", () => {
  const code = { "a.js": 'export async function load() {\n  return fetch("https://api.example.com/users");\n}\n' };

  test("without a token there, and with nothing of the fork's here", async () => {
    const { folder, stub, env } = await job(code, { "package.json": '{ "type": "module" }\n' });
    const plan = join(folderWith({}), "plan.json");
    const planned = await posting(folder, [".", "--plan", plan, "--fail-on", "never"], { CI_MERGE_REQUEST_DIFF_BASE_SHA: env["CI_MERGE_REQUEST_DIFF_BASE_SHA"] ?? "" });
    expect(planned).toMatchObject({ code: 0, stderr: "" });
    // the job that posts is one of the default branch
    const elsewhere = { ...env, CI_COMMIT_SHA: "c".repeat(40) };
    const posted = await posting(folderWith({}), ["--post", "gitlab", "--plan", plan], elsewhere);
    expect(posted).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("Posted on group/app!7: 1 new comment") as string });
    stub.push("b".repeat(40), new Map());
    stub.written.length = 0;
    const late = await posting(folderWith({}), ["--post", "gitlab", "--plan", plan], elsewhere);
    expect(late).toMatchObject({ code: 3, stderr: expect.stringContaining("The merge request has moved on to bbbbbbbbbb") as string });
    expect(stub.written).toEqual([]);
  });
});
