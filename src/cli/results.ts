import { relative, resolve } from "node:path";
import { type Finding, type LintMessage, readData, type RuleMeta, wholeMessage } from "../review/index.js";
import type { Arguments } from "./args.js";
import { type Linted, rulesMetaOf } from "./built-in.js";
import { type Shard, shardIn } from "./eslint-json.js";
import { inputText, type StandardInput } from "./input.js";
import { type MergedResult, mergedResults } from "./merge-results.js";
import { Problem } from "./problem.js";
import { relocation } from "./relocation.js";
import { repositoryAt, textInside } from "./repository.js";
import { holdersOf } from "./targets.js";

const namespace = "concurrency-review";

interface Surroundings {
  readonly cwd: string;
  readonly standardInput: StandardInput;
  remark(line: string): void;
}

/**
 * Takes results files in the place of linting. Texts of files come with the results, else from the repository; a file that
 * is neither there nor in them has its findings told without code.
 *
 * @throws {Problem} where one of the files is not what ESLint writes, or none of them speaks of the paths
 */
export async function lintedFrom({ results: names, paths }: Pick<Arguments, "results" | "paths">, surroundings: Surroundings): Promise<Linted> {
  const { cwd, standardInput } = surroundings;
  const repository = repositoryAt(cwd);
  const shards: Shard[] = [];
  for (const name of names) shards.push(shardIn(await inputText("--results", name, cwd, standardInput), name));
  const located = shards.flatMap((shard) => {
    const here = relocation(shard, repository, cwd);
    return shard.results.map((result) => ({ ...result, filePath: here(result.filePath) }));
  });
  const merged = inPaths(mergedResults(located), paths, cwd);
  const rulesMeta = await rulesMetaFor(shards, merged);
  return { ...withTexts(merged, rulesMeta, repository, surroundings), rulesMeta };
}

/** Says of how many findings nothing but the message is known. */
export function remarkUnread(findings: readonly Finding[], remark: (line: string) => void): void {
  const count = findings.filter(({ template }) => template === wholeMessage).length;
  if (count > 0) remark(`${counted(count, "finding")} ${count === 1 ? "comes" : "come"} from another version of the plugin, and ${count === 1 ? "is" : "are"} told by the message alone.`);
}

function inPaths(results: readonly MergedResult[], paths: readonly string[], cwd: string): readonly MergedResult[] {
  if (paths.length === 1 && paths[0] === ".") return results;
  const wanted = new Set(paths.map((given) => resolve(cwd, given)));
  const held = results.map((result) => ({ result, holders: holdersOf(result.filePath, wanted) })).filter(({ holders }) => holders.length > 0);
  const found = new Set(held.flatMap(({ holders }) => holders));
  const missing = paths.find((given) => !found.has(resolve(cwd, given)));
  if (missing !== undefined) throw new Problem(`The results have no file in ${missing}; leave it out, or add the results of linting it with another --results.`);
  return held.map(({ result }) => result);
}

/**
 * The metadata of our rules by the ids that the results have. What this version of the plugin knows comes from it, since
 * the templates of the review belong to it; the rest from the results.
 */
async function rulesMetaFor(shards: readonly Shard[], results: readonly MergedResult[]): Promise<Record<string, RuleMeta>> {
  const { default: plugin } = await import("../plugin.js");
  const own = rulesMetaOf(plugin, namespace);
  const given = new Map(shards.flatMap(({ rulesMeta }) => Object.entries(rulesMeta)));
  const known: Record<string, RuleMeta> = {};
  for (const message of results.flatMap(({ messages, suppressedMessages }) => [...messages, ...suppressedMessages])) {
    const { ruleId } = message;
    if (typeof ruleId !== "string" || Object.hasOwn(known, ruleId)) continue;
    const ours = own[`${namespace}/${ruleId.replace(/^.*\//, "")}`];
    const meta = given.get(ruleId);
    if (!isOurs(message, meta, ours)) continue;
    known[ruleId] = { ...meta, ...ours, messages: { ...meta?.messages, ...ours?.messages } };
  }
  return known;
}

/** By the namespace; under another one by metadata that only rules of this plugin have, or by the words. */
function isOurs(message: LintMessage, given: RuleMeta | undefined, ours: RuleMeta | undefined): boolean {
  if (message.ruleId?.startsWith(`${namespace}/`) === true || given?.docs?.confidence !== undefined) return true;
  const template = ours?.messages?.[message.messageId ?? ""];
  return template !== undefined && readData(template, message.message) !== undefined;
}

function withTexts(results: readonly MergedResult[], rulesMeta: Linted["rulesMeta"], repository: string, surroundings: Surroundings): Required<Pick<Linted, "results" | "changed">> {
  const odd = { gone: [] as string[], elsewhere: [] as string[], changed: [] as string[] };
  const read = results.map((result) => {
    const { filePath, texts } = result;
    const speaks = [...result.messages, ...result.suppressedMessages].some(({ ruleId }) => typeof ruleId === "string" && Object.hasOwn(rulesMeta, ruleId));
    if (!speaks) return { ...result, source: undefined };
    const found = textInside(repository, filePath);
    if (typeof found === "string") odd[found].push(filePath);
    else if (texts.some((text) => text !== found.text)) odd.changed.push(filePath);
    const source = typeof found === "object" && (texts.length === 0 || texts.includes(found.text)) ? found.text : texts[0];
    return { ...result, source };
  });
  const place = (path: string): string => relative(surroundings.cwd, path) || path;
  const say = (paths: readonly string[], one: string, several: string): void => {
    const [first] = paths;
    if (first !== undefined) surroundings.remark(paths.length === 1 ? `${place(first)} ${one}` : `${place(first)} and ${counted(paths.length - 1, "other file")} ${several}`);
  };
  say(odd.gone, "is not there any more: what was found in it is told as it was linted.", "are not there any more: what was found in them is told as they were linted.");
  say(odd.elsewhere, "lies outside of the repository and was not read.", "lie outside of the repository and were not read.");
  say(odd.changed, "has changed since it was linted: its lines may have moved.", "have changed since they were linted: their lines may have moved.");
  return { results: read, changed: new Set(odd.changed) };
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
