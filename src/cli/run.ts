import { relative, resolve } from "node:path";
import { type FileChange, findingsOf, select } from "../review/index.js";
import type { Arguments } from "./args.js";
import { isUnparsed, type Linted, type LintedFile, lintBuiltIn } from "./built-in.js";
import { lintConfigured } from "./configured.js";
import { eslintFor } from "./engine.js";
import { type Change, chosenLines } from "./change.js";
import { changeFrom } from "./diff-input.js";
import { changeSince } from "./git.js";
import { baseOf, handedOn, postPlan } from "./handover.js";
import { printed } from "./print.js";
import { Problem } from "./problem.js";
import { reaches } from "./reaches.js";
import { lintedFrom, remarkUnread } from "./results.js";
import type { Outcome, Surroundings } from "./surroundings.js";
import { holdersOf, type Project, projectsOf, touched } from "./targets.js";
import { templatesFor } from "./templates.js";
import { offersOf, type Verify, verifierOf } from "./verify.js";

/**
 * Lints the paths and writes the review.
 *
 * @throws {Problem} for everything the user can put right
 */
export async function run(args: Arguments, surroundings: Surroundings): Promise<Outcome> {
  if (args.post !== undefined && args.plan !== undefined) return postPlan(args.post, args.plan, args, surroundings);
  const { cwd } = surroundings;
  const base = args.base ?? (args.diff === undefined ? baseOf(args, surroundings.env) : undefined);
  const projects = args.results.length > 0 ? [] : projectsOf(args.paths, cwd);
  // before linting, which takes longer than to find a misspelt revision or placeholder
  const templates = await templatesFor(args, cwd);
  const change = await changeOf({ ...args, base }, projects, surroundings);
  const lines = change === undefined ? undefined : chosenLines(change, args.filter);
  const linted = args.results.length > 0 ? [await lintedFrom(args, surroundings)] : await lintAll(lines === undefined ? projects : projects.map((project) => touched(project, lines, cwd)), args, surroundings);
  const results = linted.flatMap((part) => part.results);
  remarkUnparsed(results, surroundings);
  const findings = linted.flatMap((part) => part.results.flatMap((result) => findingsOf(result, part.rulesMeta, cwd)));
  const suppressed = linted.flatMap((part) =>
    part.results.flatMap((result) => findingsOf(result, part.rulesMeta, cwd, "suppressedMessages")),
  );
  remarkUnread([...findings, ...suppressed], (line) => surroundings.remark(line));
  const selection = select(findings, suppressed, lines);
  const sources = new Map(results.map(({ filePath, source }) => [resolve(filePath), source]));
  const material = {
    selection,
    files: results.filter((result) => !isUnparsed(result)).length,
    ofChange: lines !== undefined,
    formerly: change?.formerly,
    offers: offersOf(linted, cwd),
    source: (path: string) => sources.get(resolve(cwd, path)),
  };
  const format = args.format ?? (surroundings.terminal ? "text" : "markdown");
  const changes = change?.files ?? new Map<string, FileChange>();
  const verify = told(verifierOf(linted, cwd), surroundings);
  const outcome = { output: await printed({ material, templates, changes, color: surroundings.color, maxComments: args.maxComments }, format, verify), failed: reaches(selection.inline, args.failOn) };
  return handedOn(outcome, { ...material, changes, linted, templates, verify }, args, surroundings);
}

/** Each verification lints a file, so many of them take long. */
function told(verify: Verify | undefined, { progress }: Pick<Surroundings, "progress">): Verify | undefined {
  if (verify === undefined) return undefined;
  let count = 0;
  return async (...question) => {
    count += 1;
    progress(`Verifying patches: ${String(count)} …`);
    try {
      return await verify(...question);
    } finally {
      progress("");
    }
  };
}

async function lintAll(projects: readonly Project[], args: Arguments, surroundings: Surroundings): Promise<Linted[]> {
  const linted: Linted[] = [];
  try {
    for (const project of projects) {
      surroundings.progress(`Reviewing ${filesIn(project)} …`);
      linted.push(await lintProject(project, args, surroundings.cwd));
    }
  } finally {
    surroundings.progress("");
  }
  return linted;
}

function filesIn({ targets, only }: Project): string {
  const count = only?.length ?? targets.reduce((sum, { files }) => sum + files.length, 0);
  return count === 1 ? "1 file" : `${String(count)} files`;
}

async function changeOf({ base, diff }: Arguments, projects: readonly Project[], surroundings: Surroundings): Promise<Change | undefined> {
  if (diff !== undefined) return changeFrom(diff, surroundings);
  return base === undefined ? undefined : changeSinceBase(base, projects, surroundings.cwd);
}

function changeSinceBase(base: string, projects: readonly Project[], cwd: string): Change {
  const roots = projects.length === 0 ? [cwd] : projects.map(({ root }) => root);
  const changes = roots.map((root) => changeSince(base, root, cwd));
  return {
    lines: new Map(changes.flatMap(({ lines }) => [...lines])),
    files: new Map(changes.flatMap(({ files }) => [...files])),
    formerly: new Map(changes.flatMap(({ formerly }) => [...formerly])),
  };
}

async function lintProject(project: Project, { preset, config }: Arguments, cwd: string): Promise<Linted> {
  const { root, targets } = project;
  const empty = targets.find(({ files }) => files.length === 0);
  if (empty !== undefined && config === undefined) throw nothingToLint(empty.given);
  const engine = await eslintFor(root);
  const configured = preset === undefined ? await lintConfigured(engine, project, config, cwd) : undefined;
  const only = project.only && new Set(project.only);
  const files = [...new Set(targets.flatMap((target) => target.files))].filter((file) => only?.has(file) ?? true);
  const linted = configured ?? (await lintBuiltIn(engine, root, files, preset ?? "recommended"));
  if (project.only !== undefined) return linted;
  const paths = new Set(targets.map(({ path }) => path));
  const found = new Set(linted.results.flatMap(({ filePath }) => holdersOf(filePath, paths)));
  const missing = targets.find(({ path }) => !found.has(path));
  if (missing !== undefined) throw nothingToLint(missing.given);
  return linted;
}

function nothingToLint(given: string): Problem {
  return new Problem(`There is nothing to lint in ${given}: no JavaScript or TypeScript that is not ignored.`);
}

const mostRemarks = 10;

function remarkUnparsed(results: readonly LintedFile[], surroundings: Surroundings): void {
  const unparsed = results.filter(isUnparsed);
  for (const { filePath, messages } of unparsed.slice(0, mostRemarks)) {
    const why = messages.find(({ fatal }) => fatal === true);
    const place = `${relative(surroundings.cwd, filePath)}:${String(why?.line ?? 1)}:${String(why?.column ?? 1)}`;
    surroundings.remark(`${place} cannot be parsed, and was left out: ${(why?.message ?? "").replace(/\s+/g, " ")}`);
  }
  const more = unparsed.length - mostRemarks;
  if (more > 0) surroundings.remark(`${String(more)} more ${more === 1 ? "file" : "files"} cannot be parsed, and were left out.`);
}
