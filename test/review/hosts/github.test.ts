import { describe, expect, test } from "vitest";
import { githubForge } from "../../../src/review/formats/github.js";
import { clientOf } from "../../../src/review/hosts/client.js";
import { deliver, type Delivered } from "../../../src/review/hosts/deliver.js";
import { githubHost } from "../../../src/review/hosts/github.js";
import { githubPullsOf } from "../../../src/review/hosts/github-pull.js";
import { commentMarker } from "../../../src/review/marker.js";
import { after, before, path, reviewed, type Reviewed, type Step } from "./change.js";
import { type FakeClock, fakeClock } from "./clock.js";
import { bot, type GithubStub, githubStub, nextId } from "./github-stub.js";

/** A pull request at the commit of a step. */
async function pullAt(step: Step, commit = "a".repeat(40)) {
  const run = reviewed(step);
  const stub = await githubStub(commit, run.changes);
  return { stub, run };
}

/** What the command does for a commit: looks, and brings what stands there to what it found. */
async function post(stub: GithubStub, run: Reviewed, { commit = stub.head, clock = fakeClock(), most = 10 }: { commit?: string; clock?: FakeClock; most?: number } = {}): Promise<Delivered> {
  const client = clientOf({ base: stub.url, name: "GitHub", rights: "may write pull requests", headers: { authorization: "Bearer secret" }, clock });
  const host = githubHost(client, { repository: "octo/app", number: 7, graphql: `${stub.url}/graphql`, reviewed: commit, further: "Apart." });
  return deliver(host, run.draft(githubForge({ maxComments: most })), run.found, commit);
}

function push(stub: GithubStub, step: Step, commit: string): Reviewed {
  const run = reviewed(step);
  stub.push(commit.repeat(40), run.changes);
  return run;
}

const newReview = /^POST \S+\/reviews/;
const one = { before, after: after("getUser();") };
const two = { before, after: after("getUser();", "getOrder();") };

describe("four runs over a branch that changes", () => {
  test("creates, changes nothing, resolves, reopens nothing", async () => {
    const { stub, run } = await pullAt(two);
    expect(await post(stub, run)).toEqual({ created: 2, updated: 0, resolved: { done: 0, of: 0 }, refused: 0, summary: "new" });
    expect(stub.written).toEqual(["review of 2"]);
    stub.written.length = 0;

    expect(await post(stub, run)).toMatchObject({ created: 0, updated: 0, summary: "as it was" });
    expect(stub.written).toEqual([]);

    const third = push(stub, one, "b");
    expect(await post(stub, third)).toMatchObject({ created: 0, resolved: { done: 1, of: 1 }, summary: "edited" });
    expect(stub.written).toEqual([`resolve ${stub.threads[1]?.id ?? ""}`, `PUT ${String(stub.reviews[0]?.id)}`]);
    expect(stub.reviews[0]?.body).toContain("Threads resolved because their findings are gone: 1 of 1.");
    stub.written.length = 0;

    expect(await post(stub, push(stub, one, "c"))).toMatchObject({ created: 0, resolved: { done: 1, of: 1 }, summary: "as it was" });
    expect(stub.written).toEqual([]);
  });
  test("a branch without findings hears nothing, and one that lost them has its summary edited", async () => {
    const { stub } = await pullAt(one);
    expect(await post(stub, push(stub, { before, after: after("fine();") }, "b"))).toMatchObject({ created: 0, summary: "none" });
    expect(stub.written).toEqual([]);
    await post(stub, push(stub, one, "c"));
    stub.written.length = 0;
    await post(stub, push(stub, { before, after: after("fine();") }, "d"));
    expect(stub.written).toEqual([expect.stringContaining("resolve"), expect.stringContaining("PUT")]);
    expect(stub.reviews[0]?.body).toContain("The change brings no findings");
  });
  test("what comes later is commented on beside the summary that is there", async () => {
    const { stub, run } = await pullAt(one);
    await post(stub, run);
    stub.written.length = 0;
    expect(await post(stub, push(stub, two, "b"))).toMatchObject({ created: 1, summary: "edited" });
    expect(stub.written).toEqual(["review of 1", `PUT ${String(stub.reviews[0]?.id)}`]);
    expect(stub.reviews.map(({ body }) => body.split("\n")[0])).toEqual(["## General assessment", "Apart."]);
  });
  test("a finding that comes back after we resolved its thread is told again, once", async () => {
    const { stub, run } = await pullAt(one);
    await post(stub, run);
    await post(stub, push(stub, { before, after: after("fine();") }, "b"));
    const back = push(stub, one, "c");
    expect(await post(stub, back)).toMatchObject({ created: 1 });
    expect(await post(stub, back)).toMatchObject({ created: 0, updated: 0, summary: "as it was" });
    expect(stub.threads.map(({ resolvedBy }) => resolvedBy)).toEqual([bot, undefined]);
  });
  test("a comment follows its line, and its text names the new one", async () => {
    const twice = (...above: string[]): Step => ({ before, after: after(...above, "getUser();", "x();", "getUser();") });
    const { stub, run } = await pullAt(twice());
    await post(stub, run);
    expect(stub.threads[0]?.comments[0]?.body).toContain("The same holds at line 6.");
    const moved = push(stub, twice("y();"), "b");
    const [thread] = stub.threads;
    if (thread) thread.line = 5;
    stub.written.length = 0;
    expect(await post(stub, moved)).toMatchObject({ created: 0, updated: 1 });
    expect(stub.written).toEqual([`PATCH ${String(thread?.comments[0]?.id)}`]);
    expect(thread?.comments[0]?.body).toContain("The same holds at line 7.");
    // on other lines, a suggestion in the new text would replace what it is not for
    if (thread) thread.line = 4;
    stub.written.length = 0;
    await post(stub, push(stub, twice("y();", "z();"), "c"));
    expect(stub.written).toEqual([]);
  });
  test("what the summary told once does not become a comment later", async () => {
    const three = { before, after: after("getA();", "getB();", "getC();") };
    const { stub, run } = await pullAt(three);
    expect(await post(stub, run, { most: 2 })).toMatchObject({ created: 2 });
    const less = push(stub, { before, after: after("getB();", "getC();") }, "b");
    expect(await post(stub, less, { most: 2 })).toMatchObject({ created: 0, resolved: { done: 1, of: 1 } });
    expect(stub.reviews[0]?.body).toContain("Commented on at their lines: 1; in this summary alone: 1;");
  });
  test("an open comment is kept where the layout has no room for it any more", async () => {
    const { stub, run } = await pullAt(one);
    await post(stub, run);
    expect(await post(stub, push(stub, { before, after: after("getA();", "getUser();") }, "b"), { most: 1 })).toMatchObject({ created: 1, resolved: { done: 0, of: 0 } });
    expect(stub.reviews[0]?.body).toContain("Found: 2. Commented on at their lines: 2;");
  });
});

describe("what people do stays", () => {
  test("a thread that a person resolved stays resolved, though the finding is there", async () => {
    const { stub, run } = await pullAt(one);
    await post(stub, run);
    const [thread] = stub.threads;
    if (thread) thread.resolvedBy = "mona";
    stub.written.length = 0;
    expect(await post(stub, run)).toMatchObject({ created: 0, updated: 0, summary: "as it was" });
    expect(stub.written).toEqual([]);
  });
  test("a thread that a person answered is not edited, resolved or repeated", async () => {
    const { stub, run } = await pullAt(one);
    await post(stub, run);
    stub.threads[0]?.comments.push({ id: nextId(stub), author: "mona", body: "On purpose." });
    stub.written.length = 0;
    await post(stub, push(stub, one, "b"));
    expect(stub.written).toEqual([]);
    await post(stub, push(stub, { before, after: after("fine();") }, "c"));
    expect(stub.written).toEqual([expect.stringContaining("PUT")]);
    expect(stub.reviews[0]?.body).not.toContain("Threads resolved");
  });
  test("a comment that a person hid counts as said", async () => {
    const { stub, run } = await pullAt(one);
    await post(stub, run);
    const [comment] = stub.threads[0]?.comments ?? [];
    if (comment) comment.minimized = true;
    expect(await post(stub, run)).toMatchObject({ created: 0 });
  });
  test("a marker in what somebody else wrote is not believed", async () => {
    const { stub, run } = await pullAt(one);
    const fingerprints = [...run.found.present];
    const id = nextId(stub);
    stub.threads.push({ id: "foreign", path, line: 4, startLine: null, resolvedBy: undefined, comments: [{ id, author: "mallory", body: `Nothing here.\n\n${commentMarker(fingerprints)}` }] });
    stub.reviews.push({ id: nextId(stub), author: "mallory", body: "Fine.\n\n<!-- concurrency-review:v1 summary -->" });
    expect(await post(stub, run)).toMatchObject({ created: 1, summary: "new" });
    await post(stub, push(stub, { before, after: after("fine();") }, "b"));
    expect(stub.threads[0]?.resolvedBy).toBeUndefined();
    expect(stub.reviews[0]?.body).toContain("Fine.");
  });
  test("a thread is found behind a hundred others", async () => {
    const { stub, run } = await pullAt(one);
    for (let index = 0; index < 205; index += 1) {
      stub.threads.push({ id: `other${String(index)}`, path, line: 4, startLine: null, resolvedBy: undefined, comments: [{ id: nextId(stub), author: "mona", body: "Hm." }] });
      stub.reviews.push({ id: nextId(stub), author: "mona", body: "Hm." });
    }
    await post(stub, run);
    stub.written.length = 0;
    await post(stub, run);
    expect(stub.written).toEqual([]);
  });
});

describe("when something goes wrong", () => {
  test("a review that landed though the answer was lost is not posted again", async () => {
    const { stub, run } = await pullAt(two);
    stub.faults.push({ on: newReview, after: true, answer: { status: 502 } });
    await post(stub, run);
    expect(stub.written).toEqual(["review of 2"]);
    expect(stub.threads).toHaveLength(2);
  });
  test("one that did not land is", async () => {
    const { stub, run } = await pullAt(two);
    stub.faults.push({ on: newReview, answer: { status: 0, silent: true } });
    await post(stub, run);
    expect(stub.written).toEqual(["review of 2"]);
  });
  test("a secondary limit is waited for", async () => {
    const { stub, run } = await pullAt(two);
    const clock = fakeClock();
    stub.faults.push({ on: newReview, answer: { status: 403, headers: { "retry-after": "60" }, body: { message: "You have exceeded a secondary rate limit" } } });
    await post(stub, run, { clock });
    expect(clock.slept).toContain(60_000);
    expect(stub.written).toEqual(["review of 2"]);
  });
  test("a line that GitHub does not take costs no other comment, and is told in the summary", async () => {
    const step = { before, after: after("getA();", "getB();", "getC();") };
    const { stub, run } = await pullAt(step);
    const lines = new Map(run.changes.get(path)?.lines);
    lines.delete(5);
    const change = run.changes.get(path);
    if (change) stub.changes = new Map([[path, { ...change, lines }]]);
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 1, summary: "new" });
    expect(stub.threads.map(({ line }) => line)).toEqual([4, 6]);
    expect(stub.reviews.at(-1)?.body).toContain("in this summary alone: 1;");
    expect(stub.reviews.at(-1)?.body).toContain("`src/a.ts:5:1`");
    stub.written.length = 0;
    expect(await post(stub, run)).toMatchObject({ created: 0, refused: 0, summary: "as it was" });
    expect(stub.written).toEqual([]);
  });
  test("a head that has moved before anything is posted", async () => {
    const { stub, run } = await pullAt(one);
    push(stub, two, "b");
    await expect(post(stub, run, { commit: "a".repeat(40) })).rejects.toThrow("The pull request has moved on to bbbbbbbbbb since aaaaaaaaaa was reviewed");
    expect(stub.written).toEqual([]);
  });
  test("a head that moves in the middle", async () => {
    const { stub, run } = await pullAt(one);
    stub.faults.push({ on: newReview, answer: { status: 422, body: { message: "No" } }, meanwhile: () => void push(stub, two, "b") });
    await expect(post(stub, run)).rejects.toThrow("has moved on to bbbbbbbbbb");
    expect(stub.written).toEqual([]);
  });
  test("a token that may not write", async () => {
    const { stub, run } = await pullAt(one);
    stub.denied.add("write");
    await expect(post(stub, run)).rejects.toThrow("GitHub does not let the token do this (Resource not accessible by integration); give it one that may write pull requests.");
  });
  test("one that may not resolve: the summary says what is so", async () => {
    const { stub, run } = await pullAt(two);
    await post(stub, run);
    stub.denied.add("resolve");
    expect(await post(stub, push(stub, one, "b"))).toMatchObject({ resolved: { done: 0, of: 1 } });
    expect(stub.reviews[0]?.body).toContain("Threads resolved because their findings are gone: 0 of 1.");
  });
  test("a run that is ended at any request is finished by the next, and nothing stands there twice", async () => {
    for (let at = 0; ; at += 1) {
      const { stub, run } = await pullAt(two);
      await post(stub, run);
      const next = push(stub, { before, after: after("getOrder();", "getMore();") }, "b");
      let count = 0;
      // the fault comes after the request is done: the run never hears of it
      stub.faults.push({ on: { test: () => count++ === at }, after: true, answer: { status: 418 } });
      const whole = await post(stub, next).then(() => true, () => false);
      stub.faults.length = 0;
      await post(stub, next);
      expect(stub.threads.map(({ comments, resolvedBy }) => [/`get\w+`/.exec(comments[0]?.body ?? "")?.[0], resolvedBy])).toEqual([["`getUser`", bot], ["`getOrder`", undefined], ["`getMore`", undefined]]);
      stub.written.length = 0;
      await post(stub, next);
      expect(stub.written).toEqual([]);
      if (whole) {
        expect(at).toBeGreaterThan(3);
        return;
      }
    }
  });
});

describe("which pull request a commit belongs to", () => {
  test("is looked up, on every page, and never taken from elsewhere", async () => {
    const { stub } = await pullAt(one);
    const client = clientOf({ base: stub.url, name: "GitHub", rights: "", headers: { authorization: "Bearer secret" }, clock: fakeClock() });
    expect(await githubPullsOf(client, "octo/app", stub.head)).toEqual([7]);
    expect(await githubPullsOf(client, "octo/app", "f".repeat(40))).toEqual([]);
  });
});
