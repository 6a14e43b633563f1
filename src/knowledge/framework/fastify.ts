import type { Library } from "../library.js";

export const fastify: Library = {
  name: "fastify",
  modules: ["fastify"],
  default: "fastify",
  verified: "fastify@5.12.8",
  types: { FastifyInstance: "fastify()" },
  callbacks: [
    {
      calls: ["fastify().get", "fastify().head", "fastify().post", "fastify().put", "fastify().patch", "fastify().delete", "fastify().options", "fastify().all"],
      argument: "last",
      runs: "many",
      result: "awaited",
      requestLog: {
        parameter: 0,
        property: "log",
        needs: [
          { client: "fastify", argument: 0, path: "logger", none: [false] },
          { client: "fastify", argument: 0, path: "loggerInstance" },
        ],
      },
      source: "fastify@5.12.8/lib/handle-request.js:205",
    },
    { calls: ["fastify().addHook"], argument: 1, runs: "many", result: "awaited", source: "fastify@5.12.8/lib/hooks.js:247" },
    { calls: ["fastify().setErrorHandler", "fastify().setNotFoundHandler"], argument: "last", runs: "many", result: "awaited", source: "fastify@5.12.8/lib/error-handler.js" },
    { calls: ["fastify().register"], argument: 0, runs: "once", result: "awaited", source: "avvio@9.3.1/lib/plugin.js:143" },
  ],
  promises: [
    { calls: ["fastify().register", "fastify().withTypeProvider().register"], lazy: true, source: "avvio@9.3.1/lib/thenify.js" },
    { calls: ["fastify().listen", "fastify().close", "fastify().inject"], source: "fastify@5.12.8/types/instance.d.ts" },
  ],
};
