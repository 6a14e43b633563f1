import type { Library } from "../library.js";

const source = "@tanstack/query-core@5.108.0/src/queryClient.ts:540";

/** What marks and refetches swallows the errors of the queries, which keep them; only `throwOnError` changes that. */
export const tanstackQuery: Library = {
  name: "TanStack Query",
  modules: ["@tanstack/react-query", "@tanstack/query-core", "@tanstack/vue-query", "@tanstack/solid-query", "@tanstack/preact-query"],
  verified: "@tanstack/react-query@5.108.0",
  types: { QueryClient: "useQueryClient()" },
  sharedLoads: [{ calls: ["useQueryClient().fetchQuery", "useQueryClient().ensureQueryData", "useQueryClient().prefetchQuery"], source }],
  promises: [
    {
      calls: [
        "useQueryClient().invalidateQueries",
        "useQueryClient().refetchQueries",
        "useQueryClient().resetQueries",
        "useQueryClient().cancelQueries",
        "useQueryClient().prefetchQuery",
        "useQueryClient().prefetchInfiniteQuery",
      ],
      rejects: "never",
      source,
    },
    {
      calls: ["useQuery().refetch", "useInfiniteQuery().refetch", "useInfiniteQuery().fetchNextPage", "useInfiniteQuery().fetchPreviousPage"],
      rejects: "never",
      source: "@tanstack/query-core@5.108.0/src/queryObserver.ts",
    },
    {
      calls: ["useQueryClient().fetchQuery", "useQueryClient().ensureQueryData", "useQueryClient().fetchInfiniteQuery", "useMutation().mutateAsync"],
      source: "@tanstack/query-core@5.108.0/src/queryClient.ts:651",
    },
  ],
};
