import { readFileSync } from "node:fs";

/**
 * One finding of a rule, and what its repair makes of the code.
 *
 * @typedef {object} Sample
 * @property {string} rule
 * @property {string} code
 * @property {string} messageId
 * @property {number} line of the finding, counted from 1
 * @property {string} repaired
 * @property {string | undefined} suggestion `undefined` where the repair is the automatic fix
 */

const form = /^## (?<rule>[\w-]+).*\n\n```js\n(?<claimed>[^]*?)```\n\n```js (?:suggests=(?<suggestion>\w+)|fixes)\n(?<repaired>[^]*?)```$/gm;
const claim = / \/\/ review: (\w+)$/m;

/**
 * The samples of `samples.md`, whose headings begin with the rule's name.
 *
 * @returns {Sample[]}
 */
export function samples() {
  const markdown = readFileSync(new URL("samples.md", import.meta.url), "utf8");
  return Array.from(markdown.matchAll(form), ({ groups = {} }) => {
    const { rule = "", claimed = "", repaired = "", suggestion } = groups;
    const [, messageId] = claim.exec(claimed) ?? [];
    const line = claimed.split("\n").findIndex((text) => claim.test(text)) + 1;
    if (messageId === undefined) throw new Error(`samples.md claims nothing under ${rule}.`);
    return { rule, code: claimed.replace(claim, ""), messageId, line, repaired, suggestion };
  });
}
