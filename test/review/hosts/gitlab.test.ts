import { describe, expect, test } from "vitest";
import { gitlabForge } from "../../../src/review/formats/gitlab.js";
import { type Client, clientOf } from "../../../src/review/hosts/client.js";
import { deliver, type Delivered } from "../../../src/review/hosts/deliver.js";
import { dryClient, type Unsent } from "../../../src/review/hosts/dry-run.js";
import { gitlabHost } from "../../../src/review/hosts/gitlab.js";
import { gitlabMergesOf } from "../../../src/review/hosts/gitlab-merge.js";
import { commentMarker } from "../../../src/review/marker.js";
import { after, before, findingsIn, path, reviewed, type Reviewed, type Step } from "./change.js";
import { type FakeClock, fakeClock } from "./clock.js";
import { bot, type GitlabStub, gitlabStub, person } from "./gitlab-stub.js";

/** A merge request at the commit of a step. */
async function mergeAt(step: Step, commit = "a".repeat(40)) {
  const run = reviewed(step);
  const stub = await gitlabStub(commit, run.changes);
  return { stub, run };
}

function clientTo({ url }: GitlabStub, clock: FakeClock = fakeClock()): Client {
  return clientOf({ base: url, name: "GitLab", rights: "has the scope api", headers: { "private-token": "secret" }, clock });
}

interface Run {
  readonly commit?: string | undefined;
  readonly clock?: FakeClock;
  readonly most?: number;
  readonly client?: Client;
}

/** What the command does for a commit: looks, and brings what stands there to what it found. */
async function post(stub: GitlabStub, run: Reviewed, { commit = stub.versions[0]?.head ?? "", clock, most = 10, client = clientTo(stub, clock) }: Run = {}): Promise<Delivered> {
  const host = gitlabHost(client, { project: "5", iid: 7, reviewed: commit });
  return deliver(host, run.draft(gitlabForge({ maxComments: most })), run.found, commit);
}

function push(stub: GitlabStub, step: Step, commit: string): Reviewed {
  const run = reviewed(step);
  stub.push(commit.repeat(40), run.changes);
  return run;
}

/** The threads on lines: what each is about, and who resolved it. */
function threadsOf({ discussions }: GitlabStub): [string | undefined, number | undefined][] {
  return discussions.flatMap(({ notes: [note] }) => (note?.position === undefined ? [] : [[/`get\w+`/.exec(note.body)?.[0], note.resolvedBy] as [string | undefined, number | undefined]]));
}

/** The notes on the merge request itself. */
function notesOf({ discussions }: GitlabStub): string[] {
  return discussions.flatMap(({ notes: [note] }) => (note === undefined || note.position !== undefined ? [] : [note.body]));
}

function firstNote({ discussions }: GitlabStub) {
  const note = discussions[0]?.notes[0];
  if (note === undefined) throw new Error("Nothing stands there.");
  return note;
}

const publishing = /^POST \S+bulk_publish/;
const drafting = /^POST \S+draft_notes \{/;
const discussing = /^POST \S+discussions/;
const one = { before, after: after("getUser();") };
const two = { before, after: after("getUser();", "getOrder();") };
const three = { before, after: after("getA();", "getB();", "getC();") };
const none = { before, after: after("fine();") };

/** Takes a line from what GitLab's diff shows. */
function hide(stub: GitlabStub, run: Reviewed, line: number): void {
  const change = run.changes.get(path);
  const [version] = stub.versions;
  if (change === undefined || version === undefined) throw new Error("There is no change.");
  version.changes = new Map([[path, { ...change, lines: new Map([...change.lines].filter(([number]) => number !== line)) }]]);
}

describe("four runs over a branch that changes", () => {
  test("creates, changes nothing, resolves, reopens nothing", async () => {
    const { stub, run } = await mergeAt(two);
    expect(await post(stub, run)).toEqual({ created: 2, updated: 0, resolved: { done: 0, of: 0 }, refused: 0, summary: "new" });
    expect(stub.written).toEqual(["draft", "draft", "publish 2", "note"]);
    expect(stub.discussions.map(({ notes: [note] }) => note?.position?.new_line)).toEqual([4, 5, undefined]);
    stub.written.length = 0;

    expect(await post(stub, run)).toMatchObject({ created: 0, updated: 0, summary: "as it was" });
    expect(stub.written).toEqual([]);

    const third = push(stub, one, "b");
    expect(await post(stub, third)).toMatchObject({ created: 0, resolved: { done: 1, of: 1 }, summary: "edited" });
    expect(stub.written).toEqual([expect.stringContaining("resolve"), expect.stringContaining("PUT")]);
    expect(notesOf(stub)).toEqual([expect.stringContaining("Threads resolved because their findings are gone: 1 of 1.")]);
    stub.written.length = 0;

    expect(await post(stub, push(stub, one, "c"))).toMatchObject({ created: 0, resolved: { done: 1, of: 1 }, summary: "as it was" });
    expect(stub.written).toEqual([]);
    expect(threadsOf(stub)).toEqual([["`getUser`", undefined], ["`getOrder`", bot]]);
  });
  test("a branch without findings hears nothing, and one that lost them has its summary edited", async () => {
    const { stub } = await mergeAt(one);
    expect(await post(stub, push(stub, none, "b"))).toMatchObject({ created: 0, summary: "none" });
    expect(stub.written).toEqual([]);
    await post(stub, push(stub, one, "c"));
    await post(stub, push(stub, none, "d"));
    expect(notesOf(stub)).toEqual([expect.stringContaining("The change brings no findings")]);
  });
  test("a finding that comes back after we resolved its thread is told again, once", async () => {
    const { stub, run } = await mergeAt(one);
    await post(stub, run);
    await post(stub, push(stub, none, "b"));
    const back = push(stub, one, "c");
    expect(await post(stub, back)).toMatchObject({ created: 1 });
    expect(await post(stub, back)).toMatchObject({ created: 0, updated: 0, summary: "as it was" });
    expect(threadsOf(stub)).toEqual([["`getUser`", bot], ["`getUser`", undefined]]);
  });
  test("a comment follows its line, and its text names the new one", async () => {
    const twice = (...above: string[]): Step => ({ before, after: after(...above, "getUser();", "x();", "getUser();") });
    const { stub, run } = await mergeAt(twice());
    await post(stub, run);
    const note = firstNote(stub);
    expect(note.body).toContain("The same holds at line 6.");
    const moved = push(stub, twice("y();"), "b");
    if (note.position) note.position.new_line = 5;
    stub.written.length = 0;
    expect(await post(stub, moved)).toMatchObject({ created: 0, updated: 1 });
    expect(stub.written).toEqual([`PUT ${String(note.id)}`]);
    expect(note.body).toContain("The same holds at line 7.");
    // on another version of the file, a suggestion in the new text would replace what it is not for
    if (note.position) note.position.head_sha = "a".repeat(40);
    stub.written.length = 0;
    await post(stub, reviewed({ before, after: after("y();", "getUser();", "x();", "z();", "getUser();") }));
    expect(stub.written).toEqual([]);
  });
});

describe("where a comment stands", () => {
  /** Posts a comment whose suggestion takes these lines. */
  async function suggesting(from: number, to: number) {
    const step = { before: before.replace("line3;\n", "gone;\nline3;\n"), after: one.after };
    const all = step.after.split("\n");
    const [start, end] = [all.slice(0, from - 1).join("\n").length + 1, all.slice(0, to).join("\n").length];
    const run = reviewed(step, findingsIn(step.after).map((finding) => ({ ...finding, patches: [{ title: "So.", range: [start, end] as const, text: "let a = 1;" }] })));
    const stub = await gitlabStub("a".repeat(40), run.changes);
    expect(await post(stub, run)).toMatchObject({ created: 1, refused: 0 });
    return firstNote(stub);
  }
  test("from an unchanged line to one that is new", async () => {
    const { position, body } = await suggesting(3, 4);
    expect(body).toContain("```suggestion:-1+0\nlet a = 1;\n```");
    expect(position).toMatchObject({ new_line: 4, line_range: { start: { old_line: 4, new_line: 3 }, end: { new_line: 4 } } });
    expect(position).not.toHaveProperty("old_line");
    expect(position?.line_range?.end).not.toHaveProperty("old_line");
  });
  test("from one that is new to an unchanged line", async () => {
    expect((await suggesting(4, 5)).position).toMatchObject({ old_line: 5, new_line: 5, line_range: { start: { new_line: 4 }, end: { old_line: 5, new_line: 5 } } });
  });
  test("never more than thirty of them", () => {
    expect([gitlabForge({ maxComments: 99 }).most, gitlabForge({}).most]).toEqual([30, 10]);
  });
});

describe("what people do stays", () => {
  test("a thread that a person resolved stays resolved, though the finding is there", async () => {
    const { stub, run } = await mergeAt(one);
    await post(stub, run);
    firstNote(stub).resolvedBy = person;
    stub.written.length = 0;
    expect(await post(stub, run)).toMatchObject({ created: 0, updated: 0, summary: "as it was" });
    expect(stub.written).toEqual([]);
  });
  test("a thread that a person answered is not edited, resolved or repeated", async () => {
    const { stub, run } = await mergeAt(one);
    await post(stub, run);
    stub.discussions[0]?.notes.push({ id: 1, author: person, body: "On purpose." });
    stub.written.length = 0;
    await post(stub, push(stub, one, "b"));
    expect(stub.written).toEqual([]);
    await post(stub, push(stub, none, "c"));
    expect(stub.written).toEqual([expect.stringContaining("PUT")]);
    expect(firstNote(stub).resolvedBy).toBeUndefined();
  });
  test("what GitLab itself writes into a thread when somebody pushes is no answer", async () => {
    const { stub, run } = await mergeAt(one);
    await post(stub, run);
    const gone = push(stub, { before, after: before }, "b");
    expect(stub.discussions[0]?.notes).toHaveLength(2);
    expect(await post(stub, gone)).toMatchObject({ resolved: { done: 1, of: 1 } });
  });
  test("a marker in what somebody else wrote is not believed", async () => {
    const { stub, run } = await mergeAt(one);
    stub.say(person, `Nothing here.\n\n${commentMarker([...run.found.present])}`);
    stub.say(person, "Fine.\n\n<!-- concurrency-review:v1 summary -->");
    expect(await post(stub, run)).toMatchObject({ created: 1, summary: "new" });
    expect(notesOf(stub)).toHaveLength(3);
  });
  test("a thread is found behind two hundred others", async () => {
    const { stub, run } = await mergeAt(one);
    for (let index = 0; index < 205; index += 1) stub.say(person, "Hm.");
    await post(stub, run);
    stub.written.length = 0;
    await post(stub, run);
    expect(stub.written).toEqual([]);
  });
  test("drafts that the token's user wrote are neither published nor thrown away", async () => {
    const { stub, run } = await mergeAt(two);
    stub.drafts.push({ id: 1, author: bot, note: "Not yet.", position: undefined });
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 0 });
    expect(stub.written).toEqual(["discussion", "discussion", "note"]);
    expect(stub.drafts.map(({ note }) => note)).toEqual(["Not yet."]);
  });
});

describe("where GitLab has no drafts", () => {
  test("each comment opens a discussion, and nothing is said twice", async () => {
    const { stub, run } = await mergeAt(two);
    stub.denied.add("drafts");
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 0 });
    stub.faults.push({ on: discussing, after: true, answer: { status: 502 } });
    expect(await post(stub, push(stub, three, "b"))).toMatchObject({ created: 3 });
    expect(threadsOf(stub).map(([name]) => name)).toEqual(["`getUser`", "`getOrder`", "`getA`", "`getB`", "`getC`"]);
  });
  test.each([403, 404, 405, 500])("or answers them with %i: likewise, and no draft is left behind", async (status) => {
    const { stub, run } = await mergeAt(two);
    for (let count = 0; count < 5; count += 1) stub.faults.push({ on: publishing, answer: { status } });
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 0, summary: "new" });
    expect(stub.written).toEqual(["draft", "draft", "discard", "discard", "discussion", "discussion", "note"]);
    expect(stub.drafts).toEqual([]);
  });
});

describe("when something goes wrong", () => {
  test.each([drafting, publishing, /^POST \S+\/notes/])("what landed though the answer to %s was lost is not sent again", async (on) => {
    const { stub, run } = await mergeAt(two);
    stub.faults.push({ on, after: true, answer: { status: 502 } });
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 0, summary: "new" });
    expect(stub.written).toEqual(["draft", "draft", "publish 2", "note"]);
  });
  test.each([drafting, publishing, /^POST \S+\/notes/])("what did not land after %s is", async (on) => {
    const { stub, run } = await mergeAt(two);
    stub.faults.push({ on, answer: { status: 0, silent: true } });
    await post(stub, run);
    expect(stub.written).toEqual(["draft", "draft", "publish 2", "note"]);
  });
  test("a limit is waited for as long as GitLab says", async () => {
    const { stub, run } = await mergeAt(two);
    const clock = fakeClock();
    stub.faults.push({ on: drafting, answer: { status: 429, headers: { "retry-after": "60" }, body: { message: "This endpoint has been requested too many times." } } });
    await post(stub, run, { clock });
    expect(clock.slept).toContain(60_000);
    expect(stub.written).toEqual(["draft", "draft", "publish 2", "note"]);
  });
  test.each([false, true])("a line that GitLab does not take costs no other comment, and is told in the summary; without drafts: %s", async (without) => {
    const { stub, run } = await mergeAt(three);
    if (without) stub.denied.add("drafts");
    hide(stub, run, 5);
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 1, summary: "new" });
    expect(stub.written).toEqual(without ? ["discussion", "discussion", "note"] : ["draft", "draft", "discard", "draft", "publish 2", "note"]);
    expect(threadsOf(stub).map(([name]) => name)).toEqual(["`getA`", "`getC`"]);
    expect(notesOf(stub)).toEqual([expect.stringMatching(/in this summary alone: 1;[^]*`src\/a\.ts:5:1`/)]);
    stub.written.length = 0;
    expect(await post(stub, run)).toMatchObject({ created: 0, refused: 0, summary: "as it was" });
    expect(stub.written).toEqual([]);
  });
  test("a draft that GitLab loses while it publishes is told in the summary", async () => {
    const { stub, run } = await mergeAt(three);
    stub.faults.push({ on: publishing, after: true, answer: { status: 500 }, meanwhile: () => hide(stub, run, 5) });
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 1 });
    expect(threadsOf(stub).map(([name]) => name)).toEqual(["`getA`", "`getC`"]);
  });
  test("publishing that breaks off halfway is not begun again", async () => {
    const { stub, run } = await mergeAt(two);
    const first = (): void => {
      const [draft] = stub.drafts;
      if (draft) stub.discussions.push({ id: "f".repeat(40), notes: [{ id: 1, author: bot, body: draft.note, position: draft.position }] });
    };
    stub.faults.push({ on: publishing, answer: { status: 500 }, meanwhile: first });
    expect(await post(stub, run)).toMatchObject({ created: 2, refused: 0 });
    expect(stub.written).toEqual(["draft", "draft", "discard", "discard", "discussion", "note"]);
    expect(threadsOf(stub).map(([name]) => name)).toEqual(["`getUser`", "`getOrder`"]);
  });
  test("a head that has moved before anything is posted", async () => {
    const { stub, run } = await mergeAt(one);
    push(stub, two, "b");
    await expect(post(stub, run, { commit: "a".repeat(40) })).rejects.toThrow("The merge request has moved on to bbbbbbbbbb since aaaaaaaaaa was reviewed");
    expect(stub.written).toEqual([]);
  });
  test("a head that moves in the middle: nobody sees a draft", async () => {
    const { stub, run } = await mergeAt(two);
    stub.faults.push({ on: drafting, after: true, answer: { status: 502 }, meanwhile: () => void push(stub, one, "b") });
    await expect(post(stub, run)).rejects.toThrow("has moved on to bbbbbbbbbb");
    expect(stub.written).toEqual(["draft", "draft", "discard", "discard"]);
    expect(stub.discussions).toEqual([]);
  });
  test("a token that may not write", async () => {
    const { stub, run } = await mergeAt(one);
    stub.denied.add("write");
    await expect(post(stub, run)).rejects.toThrow("GitLab does not let the token do this (403 Forbidden); give it one that has the scope api.");
  });
  test("one that may not resolve: the summary says what is so", async () => {
    const { stub, run } = await mergeAt(two);
    await post(stub, run);
    stub.denied.add("resolve");
    expect(await post(stub, push(stub, one, "b"))).toMatchObject({ resolved: { done: 0, of: 1 } });
    expect(notesOf(stub)).toEqual([expect.stringContaining("Threads resolved because their findings are gone: 0 of 1.")]);
  });
  test.each([false, true])("a run that is ended at any request is finished by the next, and nothing stands there twice; without drafts: %s", async (without) => {
    for (let at = 0; ; at += 1) {
      const { stub, run } = await mergeAt(two);
      if (without) stub.denied.add("drafts");
      await post(stub, run);
      const next = push(stub, { before, after: after("getOrder();", "getMore();", "getLast();") }, "b");
      const whole = await post(stub, next, { client: endingAfter(clientTo(stub), at) }).then(() => true, () => false);
      await post(stub, next);
      expect(threadsOf(stub)).toEqual([["`getUser`", bot], ["`getOrder`", undefined], ["`getMore`", undefined], ["`getLast`", undefined]]);
      expect([stub.drafts, notesOf(stub).length]).toEqual([[], 1]);
      stub.written.length = 0;
      await post(stub, next);
      expect(stub.written).toEqual([]);
      if (whole) {
        expect(at).toBeGreaterThan(6);
        return;
      }
    }
  });
});

/** A client of a process that ends when so many requests are done: it never hears of the last. */
function endingAfter(client: Client, count: number): Client {
  let done = 0;
  const ended = new Error("ended");
  return {
    async send(request) {
      if (done > count) throw ended;
      const reply = await client.send(request);
      if (done++ === count) throw ended;
      return reply;
    },
    async *items(path) {
      if (done > count) throw ended;
      yield* client.items(path);
      if (done++ === count) throw ended;
    },
  };
}

describe("a dry run", () => {
  test("keeps what it would send, and writes nothing", async () => {
    const { stub, run } = await mergeAt(two);
    const unsent: Unsent[] = [];
    const commit = "a".repeat(40);
    await post(stub, run, { client: dryClient(clientTo(stub), unsent) });
    expect(stub.written).toEqual([]);
    expect(unsent.map(({ method, path: to }) => `${method} ${to.replace(/.*\/7/, "")}`)).toEqual(["POST /draft_notes", "POST /draft_notes", "POST /draft_notes/bulk_publish", "POST /notes"]);
    expect(unsent[0]?.body).toMatchObject({ position: { base_sha: "0".repeat(40), start_sha: "0".repeat(40), head_sha: commit, new_path: path, old_path: path, new_line: 4 } });
    await post(stub, run);
    unsent.length = 0;
    await post(stub, run, { client: dryClient(clientTo(stub), unsent) });
    expect(unsent).toEqual([]);
  });
});

describe("code that would command GitLab", () => {
  const step = { before, after: after("getUser();") };
  const hostile = findingsIn(step.after).map((finding) => ({ ...finding, message: "/merge `/close` @all\n/close\n<img src=x>\n<!-- concurrency-review:v1 summary -->" }));
  const start = step.after.indexOf("getUser");
  const patched = hostile.map((finding) => ({ ...finding, patches: [{ title: "/approve\n/label ~x", range: [start, start] as const, text: "a`\n/merge\n  /close @all\n`;\n" }] }));

  test("is obeyed nowhere, not even where it is code", async () => {
    const run = reviewed(step, patched);
    const stub = await gitlabStub("a".repeat(40), run.changes);
    expect(await post(stub, run, { most: 1 })).toMatchObject({ created: 1 });
    const told = [firstNote(stub).body, ...notesOf(stub)].join("\n");
    expect(stub.obeyed).toEqual([]);
    expect(told.split("\n").filter((line) => line.startsWith("/"))).toEqual([]);
    expect(told.replace(/```[^]*?```|`[^`]*`/g, "")).not.toMatch(/@all|<img/);
    expect(told).toContain("+/merge");
    stub.written.length = 0;
    await post(stub, run, { most: 1 });
    expect(stub.written).toEqual([]);
  });
  test("is obeyed by what stands in for it", async () => {
    const { stub } = await mergeAt(one);
    await clientTo(stub).send({ method: "POST", path: "/projects/5/merge_requests/7/notes", body: { body: "Fine.\n/merge" } });
    expect(stub.obeyed).toEqual(["/merge"]);
  });
});

test("which merge request a commit belongs to is looked up on every page", async () => {
  const { stub } = await mergeAt(one);
  expect(await gitlabMergesOf(clientTo(stub), "5", "a".repeat(40))).toEqual([7]);
  expect(await gitlabMergesOf(clientTo(stub), "5", "e".repeat(40))).toEqual([]);
});
