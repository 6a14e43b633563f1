import type { Library } from "../library.js";

const source = "jest-circus@30.5.2/build/jestAdapterInit.js:1840";

/** An asynchronous `describe` is an error to Jest: tests that it defines after an `await` are never seen. */
const facts = {
  callbacks: [
    {
      calls: ["test", "it", "fit", "xit", "xtest", "test.only", "test.skip", "test.failing", "test.each()", "it.only", "it.skip", "it.each()", "test.concurrent", "it.concurrent"],
      argument: "all",
      runs: "once",
      result: "awaited",
      source,
    },
    { calls: ["beforeAll", "afterAll", "beforeEach", "afterEach"], argument: 0, runs: "many", result: "awaited", source },
    { calls: ["describe", "describe.only", "describe.skip", "describe.each()"], argument: 1, runs: "sync", result: "dropped", source },
  ],
  promises: [
    {
      calls: [
        "expect().resolves.toBe",
        "expect().resolves.toEqual",
        "expect().resolves.toStrictEqual",
        "expect().resolves.toMatchObject",
        "expect().resolves.toBeUndefined",
        "expect().resolves.toBeNull",
        "expect().resolves.toHaveLength",
        "expect().rejects.toThrow",
        "expect().rejects.toBe",
        "expect().rejects.toEqual",
        "expect().rejects.toMatchObject",
        "expect().rejects.toBeInstanceOf",
      ],
      source: "expect@30.5.2/build/index.d.ts",
    },
  ],
} as const satisfies Partial<Library>;

export const jest: Library = { name: "@jest/globals", modules: ["@jest/globals"], verified: "@jest/globals@30.5.2", ...facts };

/** Vitest and Mocha use these names too; what they share with Jest, Vitest's entry says first. */
export const jestGlobals: Library = { name: "jest globals", modules: [], verified: "@types/jest@30.0.0", ...facts };
