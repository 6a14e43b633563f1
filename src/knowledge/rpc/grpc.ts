import type { Library, RemoteFact } from "../library.js";

const common = {
  effect: "unknown",
  abort: [],
  defaultTimeout: "none",
  retries: { defaultAttempts: 1, attempts: [], source: "@grpc/grpc-js@1.14.7/build/src/retrying-call.js:135" },
  source: "@grpc/grpc-js@1.14.7/build/src/client-interceptors.js:252",
} as const satisfies Partial<RemoteFact>;

/**
 * What every generated client is made of. The methods of a generated client itself have names that only its own file
 * tells. A deadline is a point in time, and there is no signal.
 */
export const grpc: Library = {
  name: "@grpc/grpc-js",
  modules: ["@grpc/grpc-js"],
  default: "grpc",
  verified: "@grpc/grpc-js@1.14.7",
  remote: [
    {
      calls: ["new Client().makeUnaryRequest"],
      timeout: [
        { argument: 5, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
        { argument: 4, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
      ],
      returns: "emitter",
      ...common,
    },
    {
      calls: ["new Client().makeServerStreamRequest"],
      timeout: [
        { argument: 5, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
        { argument: 4, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
      ],
      returns: "stream",
      ...common,
    },
    {
      calls: ["new Client().makeClientStreamRequest", "new Client().makeBidiStreamRequest"],
      timeout: [
        { argument: 4, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
        { argument: 3, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
      ],
      returns: "stream",
      ...common,
    },
  ],
};

const made = "loadPackageDefinition().*.new";

/** Clients that are made of a `.proto` while the program runs. Which methods stream, only that file tells: those that are handed a callback end with one answer. */
export const grpcServices: Library = {
  name: "services of @grpc/grpc-js",
  modules: ["@grpc/grpc-js"],
  default: "grpc",
  verified: "@grpc/grpc-js@1.14.7",
  remote: [
    { calls: [`${made}().waitForReady`], timeout: [{ argument: 0, path: "" }], returns: "void", ...common },
    {
      calls: [`${made}().*`],
      timeout: [
        { argument: 1, path: "deadline", none: ["Infinity"], insert: "Date.now() + {ms}" },
        { argument: 2, path: "deadline", none: ["Infinity"] },
        { client: made, argument: 2, path: "interceptors", bounds: "unknown" },
        { client: made, argument: 2, path: "interceptor_providers", bounds: "unknown" },
      ],
      calledBack: true,
      returns: "emitter",
      ...common,
    },
  ],
};
