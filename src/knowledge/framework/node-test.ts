import type { Library } from "../library.js";

const source = "node@20.20.2/lib/internal/test_runner/test.js";

/** The promise of a test tells when it has ended, and never rejects. */
export const nodeTest: Library = {
  name: "node:test",
  modules: ["node:test"],
  default: "test",
  verified: "node@20.20.2",
  callbacks: [
    {
      calls: ["test", "it", "describe", "suite", "test.only", "test.skip", "test.todo", "it.only", "it.skip", "it.todo", "describe.only", "describe.skip"],
      argument: "last",
      runs: "once",
      result: "awaited",
      source,
    },
    { calls: ["before", "after", "beforeEach", "afterEach"], argument: 0, runs: "many", result: "awaited", source },
  ],
  promises: [{ calls: ["test", "it", "describe", "suite", "test.only", "it.only", "describe.only"], rejects: "never", source }],
};
