/** The threads of a pull request, a hundred at a time; of each its first hundred comments. */
export const threadsQuery = `
query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      page: reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated viewerCanResolve path line startLine
          resolvedBy { login }
          comments(first: 100) {
            totalCount
            nodes { fullDatabaseId body viewerDidAuthor isMinimized }
          }
        }
      }
    }
  }
}`;

/** The reviews of a pull request, a hundred at a time. */
export const reviewsQuery = `
query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      page: reviews(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body state viewerDidAuthor }
      }
    }
  }
}`;

export const resolveMutation = `
mutation ($thread: ID!) {
  resolveReviewThread(input: { threadId: $thread }) { thread { isResolved } }
}`;

/** What one page of either query answers. */
export interface Page<Node> {
  readonly viewer: { readonly login: string };
  readonly repository: {
    readonly pullRequest: {
      readonly headRefOid: string;
      readonly page: { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }; readonly nodes: readonly (Node | null)[] | null };
    } | null;
  } | null;
}

export interface ThreadNode {
  readonly id: string;
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly viewerCanResolve: boolean;
  readonly path: string;
  readonly line: number | null;
  readonly startLine: number | null;
  readonly resolvedBy: { readonly login: string } | null;
  readonly comments: {
    readonly totalCount: number;
    readonly nodes: readonly ({ readonly fullDatabaseId: string | null; readonly body: string; readonly viewerDidAuthor: boolean; readonly isMinimized: boolean } | null)[] | null;
  };
}

export interface ReviewNode {
  readonly fullDatabaseId: string | null;
  readonly body: string;
  readonly state: string;
  readonly viewerDidAuthor: boolean;
}
