import { readMarker } from "../marker.js";
import type { Client } from "./client.js";
import { type Page, type ReviewNode, reviewsQuery, type ThreadNode, threadsQuery } from "./github-queries.js";
import { HostError } from "./host-error.js";
import type { Standing, Summary, Thread } from "./threads.js";

/** A pull request, and where its API is. */
export interface Pull {
  /** `owner/name`. */
  readonly repository: string;
  /** A text only where nothing is sent. */
  readonly number: number | string;
  /** The address of the GraphQL API. */
  readonly graphql: string;
}

/**
 * What stands on a pull request of ours. A comment is ours where its author is the token's and its last line is our marker:
 * anybody can write a marker.
 */
export async function githubStanding(client: Client, pull: Pull): Promise<Standing> {
  const threads: Thread[] = [];
  const summaries: Summary[] = [];
  let head = "";
  for await (const { node, viewer, oid } of pages<ThreadNode>(client, pull, threadsQuery)) {
    head = oid;
    const thread = node === undefined ? undefined : threadOf(node, viewer);
    if (thread !== undefined) threads.push(thread);
  }
  for await (const { node } of pages<ReviewNode>(client, pull, reviewsQuery)) {
    if (node !== undefined && node.viewerDidAuthor && node.state !== "PENDING" && node.fullDatabaseId !== null && readMarker(node.body) === "summary") {
      summaries.push({ id: node.fullDatabaseId, body: node.body });
    }
  }
  return { head, threads, summary: summaries[0] };
}

/** Sends a query or a mutation of GraphQL. */
export async function graphql(client: Client, { graphql: path }: Pull, query: string, variables: object, reads: boolean): Promise<unknown> {
  // each mutation that is sent sets a state, so twice is as good as once
  const reply = await client.send({ method: "POST", path, body: { query, variables }, reads, repeatable: true });
  if (reply === undefined) return undefined;
  const { data, errors } = (reply.body ?? {}) as { data?: unknown; errors?: readonly { type?: string; message?: string }[] };
  const [error] = errors ?? [];
  if (error === undefined) return data;
  const kind = error.type === "FORBIDDEN" ? "forbidden" : error.type === "NOT_FOUND" ? "missing" : "invalid";
  throw new HostError(kind, `GitHub refuses a query (${(error.message ?? "for no reason").replace(/\s+/g, " ").slice(0, 300)}); the token needs to read and write the pull request.`);
}

/** Each node of a paged query, and at least one answer, be it without a node. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it says what the query answers
async function* pages<Node>(client: Client, pull: Pull, query: string): AsyncGenerator<{ node: Node | undefined; viewer: string; oid: string }, void, undefined> {
  const [owner, name] = pull.repository.split("/");
  for (let after: string | null = null, more = true; more; ) {
    const page: Page<Node> | undefined = (await graphql(client, pull, query, { owner, name, number: pull.number, after }, true)) as Page<Node> | undefined;
    const found = page?.repository?.pullRequest;
    if (page === undefined || found === null || found === undefined) throw new HostError("missing", `GitHub knows no pull request ${pull.repository}#${String(pull.number)}, or hides it from the token.`);
    const given = { viewer: page.viewer.login, oid: found.headRefOid };
    yield { ...given, node: undefined };
    for (const node of found.page.nodes ?? []) if (node !== null) yield { ...given, node };
    ({ endCursor: after, hasNextPage: more } = found.page.pageInfo);
  }
}

function threadOf(node: ThreadNode, viewer: string): Thread | undefined {
  const [first, ...replies] = node.comments.nodes ?? [];
  if (!first || first.fullDatabaseId === null || !first.viewerDidAuthor) return undefined;
  const fingerprints = readMarker(first.body);
  if (fingerprints === undefined || fingerprints === "summary") return undefined;
  const answered = replies.some((reply) => reply?.viewerDidAuthor !== true) || node.comments.totalCount > replies.length + 1;
  return {
    id: node.id,
    comment: first.fullDatabaseId,
    path: node.path,
    body: first.body,
    fingerprints,
    place: node.isOutdated || node.line === null ? undefined : { start: node.startLine ?? node.line, line: node.line },
    state: answered || first.isMinimized || (node.isResolved && !isViewer(node.resolvedBy, viewer)) ? "theirs" : node.isResolved ? "closed" : "open",
    resolvable: node.viewerCanResolve,
  };
}

/** An app is no user, and then GitHub names nobody. */
function isViewer(actor: ThreadNode["resolvedBy"], viewer: string): boolean {
  const name = (login: string): string => login.replace(/\[bot\]$/, "");
  return actor === null ? viewer.endsWith("[bot]") : name(actor.login) === name(viewer);
}
