import type { Library } from "../library.js";

const facts = {
  verified: "vitest@4.1.12",
  callbacks: [
    {
      calls: ["test", "it", "describe", "suite", "test.only", "test.skip", "test.each()", "it.only", "it.skip", "it.each()", "describe.only", "describe.skip", "describe.each()"],
      argument: "all",
      runs: "once",
      result: "awaited",
      source: "@vitest/runner@4.1.12/dist/chunk-artifact.js:1889",
    },
    {
      calls: ["beforeAll", "afterAll", "beforeEach", "afterEach", "onTestFinished", "onTestFailed"],
      argument: 0,
      runs: "many",
      result: "awaited",
      source: "@vitest/runner@4.1.12/dist/chunk-artifact.js",
    },
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
        "expect().rejects.toThrowError",
        "expect().rejects.toBe",
        "expect().rejects.toEqual",
        "expect().rejects.toMatchObject",
        "expect().rejects.toBeInstanceOf",
      ],
      source: "@vitest/expect@4.1.12/dist/index.d.ts",
    },
  ],
} as const satisfies Partial<Library>;

export const vitest: Library = { name: "vitest", modules: ["vitest"], ...facts };

/** The same where a project sets `globals: true`. */
export const vitestGlobals: Library = { name: "vitest globals", modules: [], ...facts };
