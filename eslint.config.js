import { defineConfig, globalIgnores } from "eslint/config";
import review from "eslint-plugin-concurrency-review";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "dist/",
    "coverage/",
    ".cache/",
    // reviewed instead of linted: its defects are its purpose
    "docs/example/",
    // global declarations of the cases' projects, which belong to no project here
    "test/harness/env.d.ts",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.test.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      // node types are compared with their names: the enum exists only in a package that we import types from
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["rules/*.ts"],
    rules: {
      // `default: [] as readonly string[]` gives the option its type, which the check takes for idle
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      "max-lines": ["error", 150],
    },
  },
  {
    files: ["src/**/*.ts", "test/harness/*.ts"],
    ignores: ["src/knowledge/**"],
    rules: { "max-lines": ["error", 300] },
  },
  {
    files: ["src/**/*.ts", "rules/**/*.ts", "test/**/*.ts", "tools/**/*.{js,mjs,ts}"],
    // the outermost function of a test file is its list of tests
    ignores: ["**/*.test.ts"],
    rules: { "max-lines-per-function": ["error", 40] },
  },
  // every check of our own, on our own code
  { files: ["**/*.{js,mjs,ts}"], extends: [review.configs.strict] },
  {
    // what runs the defects to show them holds them on purpose
    files: ["test/repro/**"],
    linterOptions: { reportUnusedDisableDirectives: "off" },
    rules: Object.fromEntries(Object.keys(review.rules).map((name) => [`concurrency-review/${name}`, "off"])),
  },
);
