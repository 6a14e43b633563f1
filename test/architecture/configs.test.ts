import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import plugin from "../../src/plugin.js";

/** The severities that a file gets from one of our configs after what a project says itself. */
async function severitiesFor(path: string): Promise<Record<string, unknown> | undefined> {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ["**/*.ts"] }, ...plugin.configs.strict] });
  const config = (await eslint.calculateConfigForFile(path)) as { rules?: Record<string, [unknown]> } | undefined;
  return config?.rules && Object.fromEntries(Object.entries(config.rules).map(([rule, [severity]]) => [rule, severity]));
}

describe("what a project gets from our configs", () => {
  test.each(["src/user.ts", "src/latest.ts", "contest/user.ts"])("every rule looks at the source %s", async (path) => {
    expect(Object.values((await severitiesFor(path)) ?? {})).toEqual(Object.keys(plugin.rules).map(() => 2));
  });
  test.each(["src/user.test.ts", "src/user.spec.js", "src/__tests__/user.ts", "test/user.ts", "packages/a/tests/user.ts", "suites/load/test.ts", "dev/e2e-tests/app/server.js", "web/__e2e__/sign-in.ts", "fixtures/app/index.js", "apps/examples/chat/main.ts", "src/test_server.ts"])(
    "only some look at the test %s",
    async (path) => {
      const off = Object.entries((await severitiesFor(path)) ?? {}).filter(([, severity]) => severity === 0);
      const meant = rules.filter(({ meta }) => !meta.docs.tests).map(({ name }) => `concurrency-review/${name}`);
      expect(off.map(([rule]) => rule)).toEqual(meant);
    },
  );
  test("none looks at a test of types, which nobody runs", async () => {
    expect(Object.values((await severitiesFor("src/user.test-d.ts")) ?? {})).toEqual(Object.keys(plugin.rules).map(() => 0));
  });
  test.each(["tsconfig.test.json", "src/user.spec.snap", "test/photo.png", "README.md"])("they make ESLint look at no %s", async (path) => {
    expect(await severitiesFor(path)).toBeUndefined();
  });
});
