import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import type { FileChange } from "../../../src/review/index.js";
import { type Fault, faulty } from "./faults.js";
import { type Answered, type Asked, type Loopback, loopback } from "./loopback.js";

/** A merge request as GitLab keeps it. */
export interface Merge {
  /** The newest first. */
  readonly versions: StubVersion[];
  readonly discussions: StubDiscussion[];
  readonly drafts: StubDraft[];
}

interface StubVersion {
  readonly head: string;
  /** What the diff shows, by path. */
  changes: ReadonlyMap<string, FileChange>;
}

interface StubDiscussion {
  readonly id: string;
  readonly notes: StubNote[];
}

interface StubNote {
  readonly id: number;
  readonly author: number;
  body: string;
  readonly system?: boolean;
  readonly position?: StubPosition | undefined;
  resolvedBy?: number | undefined;
}

interface StubDraft {
  readonly id: number;
  readonly author: number;
  readonly note: string;
  readonly position: StubPosition | undefined;
}

interface StubPosition {
  head_sha: string;
  readonly base_sha: string;
  readonly start_sha: string;
  readonly old_path: string;
  readonly new_path: string;
  readonly old_line?: number;
  new_line?: number;
  readonly line_range?: { readonly start: StubEnd; readonly end: StubEnd };
}

interface StubEnd {
  readonly line_code: string;
  readonly new_line?: number;
}

export interface GitlabStub extends Loopback, Merge {
  /** Every request that writes. */
  readonly written: string[];
  readonly faults: Fault[];
  /** What the token may not, or GitLab does not know. */
  readonly denied: Set<"write" | "resolve" | "drafts">;
  /** Quick actions that a note made GitLab carry out. */
  readonly obeyed: string[];
  /** Another commit is pushed; comments on lines that its diff does not show stay on the version that they were made for. */
  push(head: string, changes: StubVersion["changes"]): void;
  /** Something that somebody says on the merge request itself. */
  say(author: number, body: string): void;
}

export const [bot, person] = [42, 7];
const base = "0".repeat(40);
const prefix = "/api/v4/projects/5/merge_requests";
const here = new URL("./gitlab-requests.json", import.meta.url);
const { requests, definitions } = JSON.parse(readFileSync(here, "utf8")) as { requests: Record<string, object | false>; definitions: object };
const ajv = new Ajv({ strict: false });
const lineCodeError = `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`;

/** GitLab with one merge request, number 7 of the project 5. */
export async function gitlabStub(head: string, changes: StubVersion["changes"]): Promise<GitlabStub> {
  const merge: Merge = { versions: [{ head, changes }], discussions: [], drafts: [] };
  const [written, obeyed, faults]: [string[], string[], Fault[]] = [[], [], []];
  const denied: GitlabStub["denied"] = new Set();
  const state = { merge, written, obeyed, denied };
  const server = await loopback(faulty(faults, (asked) => answered(asked, state)));
  return Object.assign(merge, {
    ...server,
    url: `${server.url}/api/v4`,
    written,
    obeyed,
    faults,
    denied,
    push(next: string, nextChanges: StubVersion["changes"]) {
      merge.versions.unshift({ head: next, changes: nextChanges });
      for (const { notes } of merge.discussions) {
        const position = notes[0]?.position;
        if (position === undefined) continue;
        if (nextChanges.get(position.new_path)?.lines.has(position.new_line ?? 0) === true) position.head_sha = next;
        else notes.push({ id: nextId(merge), author: person, body: "changed this line in version 2 of the diff", system: true });
      }
    },
    say(author: number, body: string) {
      open(merge, { author, body, position: undefined });
    },
  });
}

interface State extends Pick<GitlabStub, "written" | "obeyed" | "denied"> {
  readonly merge: Merge;
}

function answered(asked: Asked, state: State): Answered {
  const { method, path, headers } = asked;
  if (headers["private-token"] !== "secret") return { status: 401, body: { message: "401 Unauthorized" } };
  const [at = "", query = ""] = path.split("?");
  const parameters = new URLSearchParams(query);
  if (method === "GET") return answerRead(at, parameters, state, `http://${headers.host ?? ""}`);
  const under = at.replace(`${prefix}/7`, "");
  if (state.denied.has("drafts") && under.startsWith("/draft_notes")) return { status: 405, body: { error: "405 Not Allowed" } };
  const invalid = invalidity(method, under, asked.body);
  if (invalid !== undefined) return { status: 400, body: { error: invalid } };
  if (state.denied.has("write")) return { status: 403, body: { message: "403 Forbidden" } };
  return answerWrite(method, under, parameters, asked.body as Sent, state);
}

interface Sent {
  readonly body?: string;
  readonly note?: string;
  readonly position?: StubPosition;
}

function answerRead(at: string, parameters: URLSearchParams, { merge, denied }: State, origin: string): Answered {
  const paged = (all: readonly unknown[]): Answered => page(all, at, parameters, origin);
  if (at === "/api/v4/user") return { status: 200, body: { id: bot, username: "project_5_bot" } };
  const versions = merge.versions.map(({ head }) => ({ head_commit_sha: head, base_commit_sha: base, start_commit_sha: base, state: "collected" }));
  // others are open as well, and one page does not hold them
  const others = Array.from({ length: 100 }, (_, index) => ({ iid: 100 + index, state: "opened", sha: "f".repeat(40) }));
  if (at === prefix) return paged([...others, { iid: 7, state: "opened", sha: merge.versions[0]?.head }]);
  if (at === `${prefix}/7/versions`) return paged(versions);
  if (at === `${prefix}/7/discussions`) return paged(merge.discussions.map(discussionShown));
  if (at === `${prefix}/7/draft_notes` && !denied.has("drafts")) return { status: 200, body: merge.drafts.filter(({ author }) => author === bot).map((draft) => draftShown(draft, merge)) };
  return { status: 404, body: { message: "404 Not found" } };
}

function page(all: readonly unknown[], at: string, parameters: URLSearchParams, origin: string): Answered {
  const size = Math.min(Number(parameters.get("per_page") ?? 20), 100);
  const number = Number(parameters.get("page") ?? 1);
  const more = number * size < all.length;
  parameters.set("page", String(number + 1));
  return {
    status: 200,
    body: all.slice((number - 1) * size, number * size),
    headers: { "x-next-page": more ? String(number + 1) : "", ...(more ? { link: `<${origin}${at}?${parameters.toString()}>; rel="next"` } : {}) },
  };
}

function discussionShown({ id, notes }: StubDiscussion): object {
  const shown = notes.map(({ author, resolvedBy, system = false, position = null, ...note }) => ({
    ...note,
    ...{ author: { id: author }, system, position, resolvable: position !== null },
    ...(position === null ? {} : { resolved: resolvedBy !== undefined, resolved_by: resolvedBy === undefined ? null : { id: resolvedBy } }),
  }));
  return { id, individual_note: notes[0]?.position === undefined, notes: shown };
}

function draftShown(draft: StubDraft, merge: Merge): object {
  return { id: draft.id, author_id: draft.author, note: draft.note, position: draft.position, line_code: lineCode(draft.position, merge) ?? null };
}

/** Why the documented form does not allow a request. */
function invalidity(method: string, under: string, body: unknown): string | undefined {
  const key = Object.keys(requests).find((one) => new RegExp(`^${one.replace(/\{\w+\}/g, "\\w+")}$`).test(`${method} ${under}`) && !(one.endsWith("{id}") && under.endsWith("bulk_publish")));
  if (key === undefined) return `${method} ${under} is in no description`;
  const schema = requests[key] ?? false;
  if (schema === false) return body === undefined ? undefined : "there is a body";
  return ajv.validate({ definitions, ...schema }, body) ? undefined : ajv.errorsText();
}

function did({ written }: State, what: string, status: number, body?: object): Answered {
  written.push(what);
  return { status, body };
}

function answerDrafts(method: string, id: string | undefined, sent: Sent, state: State): Answered {
  const { merge } = state;
  if (method === "POST" && id === undefined) {
    const draft = { id: nextId(merge), author: bot, note: sent.note ?? "", position: sent.position };
    merge.drafts.push(draft);
    return did(state, "draft", 201, draftShown(draft, merge));
  }
  if (method === "POST") {
    const drafts = merge.drafts.splice(0);
    // a draft at a line that is none is lost without a word
    for (const { note, position, author } of drafts) if (position === undefined || lineCode(position, merge) !== undefined) open(merge, { author, body: obeying(note, state), position });
    return did(state, `publish ${String(drafts.length)}`, 204);
  }
  const index = merge.drafts.findIndex((draft) => String(draft.id) === id && draft.author === bot);
  if (index === -1) return { status: 404, body: { message: "404 Not found" } };
  merge.drafts.splice(index, 1);
  return did(state, "discard", 204);
}

function answerWrite(method: string, under: string, parameters: URLSearchParams, sent: Sent, state: State): Answered {
  const { merge, denied } = state;
  const [, kind, id, , noteId] = under.split("/");
  if (kind === "draft_notes") return answerDrafts(method, id, sent, state);
  if (method === "POST") {
    if (sent.position !== undefined && lineCode(sent.position, merge) === undefined) return { status: 400, body: { message: lineCodeError } };
    open(merge, { author: bot, body: obeying(sent.body ?? "", state), position: sent.position });
    return did(state, kind === "notes" ? "note" : "discussion", 201, {});
  }
  if (kind === "discussions" && noteId === undefined) {
    const note = merge.discussions.find((one) => one.id === id)?.notes[0];
    if (note === undefined || parameters.get("resolved") !== "true") return { status: 404, body: { message: "404 Not found" } };
    if (denied.has("resolve")) return { status: 403, body: { message: "403 Forbidden" } };
    note.resolvedBy = bot;
    return did(state, `resolve ${id ?? ""}`, 200, {});
  }
  const edited = merge.discussions.flatMap(({ notes }) => notes).find((note) => String(note.id) === (noteId ?? id));
  if (edited === undefined) return { status: 404, body: { message: "404 Not found" } };
  if (edited.author !== bot) return { status: 403, body: { message: "403 Forbidden" } };
  edited.body = obeying(sent.body ?? "", state);
  return did(state, `PUT ${String(edited.id)}`, 200, {});
}

function open(merge: Merge, { author, body, position }: Pick<StubNote, "author" | "body" | "position">): void {
  const id = nextId(merge);
  merge.discussions.push({ id: createHash("sha1").update(String(id)).digest("hex"), notes: [{ id, author, body, position }] });
}

/** Quick actions are carried out and leave the text; stricter than GitLab, which spares those in code. */
function obeying(body: string, { obeyed }: State): string {
  const kept = body.split("\n").filter((line) => {
    const action = /^\/(?:merge|close|approve|label|assign)\b.*/.exec(line)?.[0];
    if (action !== undefined) obeyed.push(action);
    return action === undefined;
  });
  return kept.join("\n").trimEnd();
}

/** By which GitLab knows the line of a position; `undefined` where its diff has no such line. */
function lineCode(position: StubPosition | undefined, { versions }: Merge): string | undefined {
  if (position === undefined) return undefined;
  const { base_sha, start_sha, head_sha, old_path, new_path, old_line, new_line = 0, line_range } = position;
  const change = versions.find(({ head }) => head === head_sha)?.changes.get(new_path);
  const code = (line: number): string | undefined => {
    const shown = change?.lines.get(line);
    return shown && `${createHash("sha1").update(new_path).digest("hex")}_${String(shown.old)}_${String(line)}`;
  };
  const shown = change?.lines.get(new_line);
  if (base_sha !== base || start_sha !== base || shown === undefined || old_path !== (change?.oldPath ?? new_path)) return undefined;
  // an added line has no number before the change, and an unchanged one has to have both
  if (old_line !== (shown.added ? undefined : shown.old)) return undefined;
  if (line_range !== undefined && (line_range.end.line_code !== code(new_line) || line_range.start.line_code !== code(line_range.start.new_line ?? 0))) return undefined;
  return code(new_line);
}

function nextId({ discussions, drafts }: Merge): number {
  return 3_000_000_001 + drafts.reduce((most, { id }) => Math.max(most, id - 3_000_000_000), discussions.reduce((most, { notes }) => Math.max(most, ...notes.map(({ id }) => id - 3_000_000_000)), 0));
}
