import { readFileSync } from "node:fs";
import { schema as published } from "@octokit/graphql-schema";
import { Ajv } from "ajv";
import { buildSchema, graphql } from "graphql";
import type { FileChange } from "../../../src/review/index.js";
import { type Fault, faulty } from "./faults.js";
import { type Answered, type Asked, type Loopback, loopback } from "./loopback.js";

/** A pull request as GitHub keeps it. */
export interface Pull {
  head: string;
  /** What the diff shows, by path. */
  changes: ReadonlyMap<string, FileChange>;
  readonly threads: StubThread[];
  readonly reviews: StubReview[];
}

export interface StubThread {
  readonly id: string;
  readonly path: string;
  line: number | null;
  startLine: number | null;
  resolvedBy: string | undefined;
  readonly comments: StubComment[];
}

export interface StubComment {
  readonly id: number;
  readonly author: string;
  body: string;
  minimized?: boolean;
}

export interface StubReview {
  readonly id: number;
  readonly author: string;
  body: string;
}

export interface GithubStub extends Loopback, Pull {
  /** Every request that writes, as "METHOD path", and of a review how many comments it has. */
  readonly written: string[];
  /** Taken one by one by the requests that they fit. */
  readonly faults: Fault[];
  /** What the token may not: `write` anything, or `resolve` threads. */
  readonly denied: Set<"write" | "resolve">;
  /** Another commit is pushed; comments on lines that its diff does not show are outdated. */
  push(head: string, changes: Pull["changes"]): void;
}

export const bot = "github-actions[bot]";
const prefix = "/repos/octo/app";
const here = new URL("./github-requests.json", import.meta.url);
const { requests } = JSON.parse(readFileSync(here, "utf8")) as { requests: Record<string, object> };
const ajv = new Ajv({ strict: false });
// two of its fields are defined twice, which says nothing of ours
const schema = buildSchema(published.idl, { assumeValidSDL: true });

/** GitHub with one pull request, number 7 of `octo/app`. It refuses what GitHub's description does not allow. */
export async function githubStub(head: string, changes: Pull["changes"]): Promise<GithubStub> {
  const pull: Pull = { head, changes, threads: [], reviews: [] };
  const written: string[] = [];
  const faults: Fault[] = [];
  const denied = new Set<"write" | "resolve">();
  const answer = (asked: Asked): Answered | Promise<Answered> => (asked.path === "/graphql" ? answerQuery(asked, pull, denied, written) : answerRest(asked, pull, denied, written));
  const server = await loopback(faulty(faults, answer));
  const stub = Object.assign(pull, {
    ...server,
    written,
    faults,
    denied,
    push(next: string, nextChanges: Pull["changes"]) {
      [pull.head, pull.changes] = [next, nextChanges];
      for (const thread of pull.threads) if (!shows(nextChanges, thread.path, thread.line)) thread.line = thread.startLine = null;
    },
  });
  return stub;
}

interface ReviewRequest {
  readonly commit_id?: string;
  readonly body?: string;
  readonly event?: string;
  readonly comments?: readonly { readonly path: string; readonly body: string; readonly line?: number; readonly side?: string; readonly start_line?: number }[];
}

function answerRest({ method, path, body, headers }: Asked, pull: Pull, denied: ReadonlySet<string>, written: string[]): Answered {
  if (headers.authorization !== "Bearer secret") return { status: 401, body: { message: "Bad credentials" } };
  const at = path.replace(/\?.*/, "");
  if (method === "GET") return answerRead(path, at, pull, `http://${headers.host ?? ""}`);
  const invalid = invalidity(method, at, body);
  if (invalid !== undefined) return { status: 422, body: { message: "Validation Failed", errors: [invalid] } };
  if (denied.has("write")) return { status: 403, body: { message: "Resource not accessible by integration" } };
  const id = Number(/\d+$/.exec(at)?.[0]);
  if (method === "POST" && at === `${prefix}/pulls/7/reviews`) {
    const answer = createReview(body as ReviewRequest, pull);
    if (answer.status === 200) written.push(`review of ${(body as ReviewRequest).comments?.length ?? 0}`);
    return answer;
  }
  const edited = method === "PATCH" ? pull.threads.flatMap(({ comments }) => comments).find((comment) => comment.id === id) : pull.reviews.find((review) => review.id === id);
  if (edited === undefined) return { status: 404, body: { message: "Not Found" } };
  if (edited.author !== bot) return { status: 403, body: { message: "Resource not accessible by integration" } };
  edited.body = (body as { body: string }).body;
  written.push(`${method} ${String(id)}`);
  return { status: 200, body: {} };
}

function answerRead(path: string, at: string, { head }: Pull, origin: string): Answered {
  const shown = { number: 7, state: "open", head: { sha: head } };
  if (at === `${prefix}/pulls/7`) return { status: 200, body: shown };
  // what a commit of a fork belongs to is not always known by the commit
  if (/\/commits\/\w+\/pulls$/.test(at)) return { status: 200, body: [] };
  if (at !== `${prefix}/pulls`) return { status: 404, body: { message: "Not Found" } };
  const other = { number: 8, state: "open", head: { sha: "0".repeat(40) } };
  return path.includes("page=2") ? { status: 200, body: [shown] } : { status: 200, body: [other], headers: { link: `<${origin}${prefix}/pulls?page=2>; rel="next"` } };
}

/** Why the published description does not allow a body, or GitHub beyond it. */
function invalidity(method: string, at: string, body: unknown): string | undefined {
  const key = Object.keys(requests).find((one) => new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(`${method} ${at}`));
  if (key === undefined) return `${method} ${at} is in no description`;
  return ajv.validate({ ...requests[key], additionalProperties: false }, body) ? undefined : ajv.errorsText();
}

function createReview({ commit_id, body, event, comments = [] }: ReviewRequest, pull: Pull): Answered {
  const refused = (error: string): Answered => ({ status: 422, body: { message: "Unprocessable Entity", errors: [error] } });
  if (event !== "COMMENT" || body === undefined || body === "") return refused("Body can't be blank");
  if ([body, ...comments.map((comment) => comment.body)].some((text) => text.length > 65_536)) return refused("body is too long (maximum is 65536 characters)");
  if (commit_id !== pull.head) return refused("commit_id is not part of the pull request");
  for (const { path, line, side, start_line } of comments) {
    const shown = line === undefined ? undefined : pull.changes.get(path)?.lines.get(line);
    if (shown === undefined || side !== "RIGHT") return refused("Pull request review thread line must be part of the diff");
    if (start_line === undefined) continue;
    if (start_line >= (line ?? 0)) return refused("Pull request review thread start line must precede the end line.");
    if (pull.changes.get(path)?.lines.get(start_line)?.hunk !== shown.hunk) return refused("Pull request review thread start line must be part of the same hunk as the line.");
  }
  pull.reviews.push({ id: nextId(pull), author: bot, body });
  for (const { path, line = null, start_line = null, body: text } of comments) {
    const id = nextId(pull);
    pull.threads.push({ id: `T${String(id)}`, path, line, startLine: start_line, resolvedBy: undefined, comments: [{ id, author: bot, body: text }] });
  }
  return { status: 200, body: { id: pull.reviews.at(-1)?.id } };
}

/** Beyond what fits 32 bits, as they are by now. */
export function nextId({ threads, reviews }: Pick<Pull, "threads" | "reviews">): number {
  return 3_000_000_001 + reviews.length + threads.reduce((sum, { comments }) => sum + comments.length, 0);
}

function shows(changes: Pull["changes"], path: string, line: number | null): boolean {
  return line !== null && changes.get(path)?.lines.has(line) === true;
}

/** Runs a query against GitHub's whole schema; what the schema does not know is refused. */
async function answerQuery({ body, headers }: Asked, pull: Pull, denied: ReadonlySet<string>, written: string[]): Promise<Answered> {
  if (headers.authorization !== "Bearer secret") return { status: 401, body: { message: "Bad credentials" } };
  const { query, variables } = body as { query: string; variables: Record<string, unknown> };
  const result = await graphql({ schema, source: query, variableValues: variables, rootValue: rootOf(pull, denied, written) });
  const errors = result.errors?.map((error) => ({ message: error.message, type: error.extensions["type"] }));
  return { status: 200, body: { data: result.data, ...(errors === undefined ? {} : { errors }) } };
}

function rootOf(pull: Pull, denied: ReadonlySet<string>, written: string[]): object {
  return {
    viewer: { login: bot },
    repository: ({ owner, name }: Record<string, string>) => (owner === "octo" && name === "app" ? { pullRequest: ({ number }: { number: number }) => (number === 7 ? pullNode(pull, denied) : null) } : null),
    resolveReviewThread({ input }: { input: { threadId: string } }) {
      const thread = pull.threads.find(({ id }) => id === input.threadId);
      if (thread === undefined || denied.has("resolve")) throw Object.assign(new Error("Resource not accessible by integration"), { extensions: { type: "FORBIDDEN" } });
      thread.resolvedBy = bot;
      written.push(`resolve ${thread.id}`);
      return { thread: { isResolved: true } };
    },
  };
}

function pullNode({ head, threads, reviews }: Pull, denied: ReadonlySet<string>): object {
  return {
    headRefOid: head,
    reviewThreads: (page: Page) => connection(threads.map((thread) => threadNode(thread, denied)), page),
    reviews: (page: Page) => connection(reviews.map(({ id, author, body }) => ({ fullDatabaseId: String(id), body, state: "COMMENTED", viewerDidAuthor: author === bot })), page),
  };
}

function threadNode({ id, path, line, startLine, resolvedBy, comments }: StubThread, denied: ReadonlySet<string>): object {
  return {
    ...{ id, path, line, startLine, isOutdated: line === null, isResolved: resolvedBy !== undefined },
    // GitHub says so of what the token is known not to be allowed, and not always
    viewerCanResolve: !denied.has("write"),
    // a bot is no user, and then nobody is named
    resolvedBy: resolvedBy === undefined || resolvedBy === bot ? null : { login: resolvedBy },
    comments: (page: Page) => connection(comments.map((comment) => ({ fullDatabaseId: String(comment.id), body: comment.body, viewerDidAuthor: comment.author === bot, isMinimized: comment.minimized === true })), page),
  };
}

interface Page {
  readonly first: number;
  readonly after?: string | null;
}

function connection(nodes: readonly object[], { first, after }: Page): object {
  if (first > 100) throw new Error("`first` is over 100");
  const start = Number(after ?? 0);
  const end = start + first;
  return { totalCount: nodes.length, nodes: nodes.slice(start, end), pageInfo: { hasNextPage: end < nodes.length, endCursor: String(end) } };
}
