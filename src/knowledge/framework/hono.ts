import type { Library } from "../library.js";

export const hono: Library = {
  name: "hono",
  modules: ["hono"],
  verified: "hono@4.13.19",
  callbacks: [
    {
      calls: [
        "new Hono().use",
        "new Hono().all",
        "new Hono().get",
        "new Hono().post",
        "new Hono().put",
        "new Hono().patch",
        "new Hono().delete",
        "new Hono().options",
        "new Hono().on",
        "new Hono().onError",
        "new Hono().notFound",
      ],
      argument: "all",
      runs: "many",
      result: "awaited",
      source: "hono@4.13.19/dist/compose.js:35",
    },
  ],
};
