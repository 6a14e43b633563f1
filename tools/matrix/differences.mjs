import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { samples } from "../../test/clients/samples.mjs";

/** @typedef {import("./parsers.mjs").Parser} Parser */
/** @typedef {Pick<import("eslint").ESLint.LintResult, "filePath" | "messages">} Result */

/**
 * What ESLint says in a project.
 *
 * @param {string} project
 * @param {string} node the Node to run it with
 * @returns {Result[]}
 * @throws {Error} what it prints where it does not report
 */
export function lintedBy(project, node) {
  const { stdout, stderr } = spawnSync(node, ["node_modules/eslint/bin/eslint.js", "--format", "json", "."], { cwd: project, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 120_000 });
  if (!stdout.startsWith("[")) throw new Error(stdout + stderr);
  return JSON.parse(stdout);
}

/**
 * The samples of which something else is found with a parser, or whose repair is another, each with what is different.
 *
 * @param {string} project
 * @param {readonly Result[]} results
 * @param {Parser} parser
 * @returns {string[]}
 */
export function differencesIn(project, results, { name, extension, before, after }) {
  return samples().flatMap((sample, index) => {
    const result = results.find(({ filePath }) => filePath === join(project, name, `${index}.${extension}`));
    if (result === undefined) return [`${sample.rule}: ESLint does not look at the file`];
    const found = result.messages.map(({ ruleId, messageId, line, message }) => `${ruleId ?? message}/${messageId ?? ""} on line ${line - before.split("\n").length + 1}`);
    const wanted = `concurrency-review/${sample.rule}/${sample.messageId} on line ${sample.line}`;
    if (!found.includes(wanted)) return [`${sample.rule}: ${wanted} is not found, but ${found.join(", ") || "nothing"}`];
    const own = result.messages.find(({ messageId }) => messageId === sample.messageId);
    const repair = sample.suggestion === undefined ? own?.fix : own?.suggestions?.find(({ messageId }) => messageId === sample.suggestion)?.fix;
    const code = before + sample.code + after;
    const repaired = repair ? code.slice(0, repair.range[0]) + repair.text + code.slice(repair.range[1]) : "no repair";
    return repaired === before + sample.repaired + after ? [] : [`${sample.rule}: its repair is another:\n${repaired}`];
  });
}
