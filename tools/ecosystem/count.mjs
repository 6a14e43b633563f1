// How often each message is reported in a folder of sources, with the preset `recommended` and without types.
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import plugin from "eslint-plugin-concurrency-review";

/**
 * @param {string} folder
 * @returns {Promise<{ files: number, counts: Record<string, number> }>} by `rule/messageId`
 */
export async function count(folder) {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } }, linterOptions: { reportUnusedDisableDirectives: "off" } },
      ...plugin.configs.recommended,
    ],
    allowInlineConfig: false,
    warnIgnored: false,
    errorOnUnmatchedPattern: false,
  });
  /** @type {Map<string, number>} */
  const counts = new Map();
  const results = await eslint.lintFiles(["."]);
  for (const { ruleId, messageId } of results.flatMap(({ messages }) => messages)) {
    if (ruleId === null || messageId === undefined) continue;
    const key = `${ruleId.replace("concurrency-review/", "")}/${messageId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { files: results.length, counts: Object.fromEntries([...counts].sort(([one], [other]) => one.localeCompare(other, "en"))) };
}
