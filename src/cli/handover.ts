import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Changes, type Material, type Templates } from "../review/index.js";
import { type Planned, plannedFrom, planText } from "../review/plan.js";
import type { Arguments } from "./args.js";
import { isUnparsed, type Linted, rulesMetaOf } from "./built-in.js";
import { checkoutOf } from "./commit.js";
import { checkWritable, write } from "./output.js";
import { baseNamed, type Posted, post } from "./posting.js";
import type { Poster } from "./posting-args.js";
import { Problem } from "./problem.js";
import { reaches } from "./reaches.js";
import type { Outcome, Surroundings } from "./surroundings.js";
import type { Environment } from "./target.js";
import { templatesFor } from "./templates.js";
import { withVerifiedPatches } from "./verified-patches.js";
import type { Verify } from "./verify.js";

/** What a run found, beside its outcome. */
interface Reviewed extends Pick<Material, "selection" | "files" | "formerly" | "source"> {
  readonly changes: Changes;
  readonly linted: readonly Linted[];
  readonly templates: Templates;
  readonly verify: Verify | undefined;
}

/**
 * The commit that a change is compared with where no option says so: the one that the environment of the job names.
 *
 * @throws {Problem} where a change is needed, and nothing names one; or where the plan cannot be written
 */
export function baseOf({ post, plan }: Arguments, env: Environment): string | undefined {
  if (post === undefined && plan === undefined) return undefined;
  if (plan !== undefined) checkWritable(plan, "plan");
  const base = baseNamed(post, env);
  if (base === undefined) throw new Problem(`--${post === undefined ? "plan" : "post"} is about lines of a change; name what it is compared with: --base REV.`);
  return base;
}

/** Writes the plan or posts the review, as was asked. */
export async function handedOn(outcome: Outcome, reviewed: Reviewed, args: Arguments, surroundings: Surroundings): Promise<Outcome> {
  const { post: poster, plan } = args;
  if (poster === undefined && plan === undefined) return outcome;
  const { head, merged, ...checkout } = checkoutOf(surroundings.cwd);
  const results = reviewed.linted.flatMap((part) => part.results);
  const planned: Planned = {
    ...{ head, files: reviewed.files, selection: await withVerifiedPatches(reviewed.selection, (path) => reviewed.source(path), reviewed.verify), changes: reviewed.changes },
    read: results.filter((result) => !isUnparsed(result)).map(({ filePath }) => checkout.pathOf(resolve(filePath))),
    rules: [...new Set(reviewed.linted.flatMap(({ on, rulesMeta }) => [...(on ?? Object.keys(rulesMeta))]))].filter((id) => reviewed.linted.some(({ rulesMeta }) => Object.hasOwn(rulesMeta, id))).map((id) => id.replace(/^.*\//, "")),
    formerly: reviewed.formerly ?? new Map(),
    source: (path) => reviewed.source(path),
  };
  if (plan !== undefined) write(plan, planText(planned), "plan");
  if (poster === undefined) return outcome;
  return told(outcome, await post(poster, planned, reviewed.templates, { ...given(args, surroundings), merged }), args, surroundings);
}

/**
 * Posts what another job has found.
 *
 * @throws {Problem} where the plan cannot be read, or is none
 */
export async function postPlan(poster: Poster, plan: string, args: Arguments, surroundings: Surroundings): Promise<Outcome> {
  const { default: plugin } = await import("../plugin.js");
  const planned = read(plan, (text) => plannedFrom(text, rulesMetaOf(plugin, "concurrency-review")));
  const outcome = { output: "", failed: reaches(planned.selection.inline, args.failOn) };
  return told(outcome, await post(poster, planned, await templatesFor(args, surroundings.cwd), { ...given(args, surroundings), merged: undefined }), args, surroundings);
}

function given({ dryRun, maxComments }: Arguments, { env }: Surroundings): { dry: boolean; maxComments: number | undefined; env: Environment } {
  return { dry: dryRun, maxComments, env };
}

/** A dry run prints what it would have sent in the place of the review. */
function told(outcome: Outcome, { said, failed, unsent }: Posted, { dryRun }: Arguments, surroundings: Surroundings): Outcome {
  surroundings.remark(said);
  return { ...outcome, output: dryRun && !failed ? unsent : outcome.output, unposted: failed };
}

function read(path: string, as: (text: string) => Planned): Planned {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Problem(`The plan ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown reason"}; --plan with --post takes the file that --plan wrote without it.`);
  }
  try {
    return as(text);
  } catch (error) {
    throw new Problem(`The plan ${path} ${(error as Error).message}.`);
  }
}
