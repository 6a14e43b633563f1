import type { Library, RemoteFact } from "../library.js";

const common = {
  timeout: [
    { client: "createClient", argument: 2, path: "db.timeout" },
    { client: "createClient", argument: 2, path: "global.fetch", bounds: "unknown" },
  ],
  timeoutMethods: [{ method: "abortSignal" }],
  abort: [],
  defaultTimeout: "none",
  defaultDetail: "none of its own, and what `fetch` has",
  retries: { defaultAttempts: 4, attempts: [], idempotentOnly: true, source: "@supabase/postgrest-js@2.119.0/dist/index.cjs:65" },
  source: "@supabase/supabase-js@2.119.0/dist/index.d.mts:161",
} as const satisfies Partial<RemoteFact>;

/** A query is sent when somebody waits for it, and its error is in the result unless `throwOnError()` is called. */
export const supabase: Library = {
  name: "@supabase/supabase-js",
  modules: ["@supabase/supabase-js"],
  verified: "@supabase/supabase-js@2.119.0",
  types: { SupabaseClient: "createClient()" },
  remote: [
    { calls: ["createClient().from().select"], effect: "read", ...common },
    { calls: ["createClient().from().upsert", "createClient().from().update", "createClient().from().delete"], effect: "idempotent-write", ...common },
    { calls: ["createClient().from().insert", "createClient().rpc"], effect: "non-idempotent", ...common },
  ],
  promises: [
    {
      calls: [
        "createClient().from().select",
        "createClient().from().upsert",
        "createClient().from().update",
        "createClient().from().delete",
        "createClient().from().insert",
        "createClient().rpc",
      ],
      rejects: "never",
      lazy: true,
      source: "@supabase/postgrest-js@2.119.0/src/PostgrestBuilder.ts",
    },
  ],
};
