/**
 * A language in which a sample can be written.
 *
 * @typedef {object} Parser
 * @property {string} name
 * @property {string} extension of its files
 * @property {string} before what stands in front of the sample's code
 * @property {string} after
 * @property {string | undefined} module whose default export, or which itself, is the parser; `undefined` for ESLint's own
 * @property {object} options for the parser
 * @property {(eslint: number) => readonly string[]} packages that a major of ESLint needs for it
 * @property {(eslint: number, node: string) => boolean} runs
 */

const everywhere = () => true;
const plain = { extension: "js", before: "", after: "", options: {}, runs: everywhere };

/** @type {readonly Parser[]} */
export const parsers = [
  { ...plain, name: "espree", module: undefined, packages: () => [] },
  { ...plain, name: "typescript-eslint", extension: "ts", module: "@typescript-eslint/parser", packages: () => ["@typescript-eslint/parser@8", "typescript@6.0"] },
  {
    ...plain,
    name: "Babel",
    module: "@babel/eslint-parser",
    options: { requireConfigFile: false },
    packages: (eslint) => (eslint < 10 ? ["@babel/eslint-parser@7", "@babel/core@7"] : ["@babel/eslint-parser@8", "@babel/core@8"]),
    // version 7 knows no ESLint 10, and version 8 no Node before 22.18
    runs: (eslint, node) => eslint < 10 || isAtLeast(node, 22, 18),
  },
  { ...plain, name: "Vue", extension: "vue", before: "<script>\n", after: "</script>\n\n<template>\n  <p />\n</template>\n", module: "vue-eslint-parser", packages: () => ["vue-eslint-parser@10"] },
  { ...plain, name: "Svelte", extension: "svelte", before: "<script>\n", after: "</script>\n\n<p></p>\n", module: "svelte-eslint-parser", packages: () => ["svelte-eslint-parser@1", "svelte@5"] },
  { ...plain, name: "Astro", extension: "astro", before: "---\n", after: "---\n\n<p></p>\n", module: "astro-eslint-parser", packages: () => ["astro-eslint-parser@1.4"] },
];

/**
 * @param {string} version
 * @param {number} major
 * @param {number} minor
 */
function isAtLeast(version, major, minor) {
  const [first = 0, second = 0] = version.split(".").map(Number);
  return first > major || (first === major && second >= minor);
}
