import type { Library } from "../library.js";

const source = "mocha@11.8.0/lib/runnable.js:367";

const facts = {
  verified: "@types/mocha@10.0.10",
  callbacks: [
    {
      calls: ["it", "test", "xit", "it.only", "it.skip", "test.only", "test.skip"],
      argument: 1,
      runs: "once",
      result: "awaited",
      source,
    },
    { calls: ["before", "after", "beforeEach", "afterEach", "setup", "teardown", "suiteSetup", "suiteTeardown"], argument: "last", runs: "many", result: "awaited", source },
  ],
} as const satisfies Partial<Library>;

export const mocha: Library = { name: "mocha", modules: ["mocha"], ...facts };

export const mochaGlobals: Library = { name: "mocha globals", modules: [], ...facts };
