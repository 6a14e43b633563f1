import { compose, type Material, outlineOf, type Templates } from "../review/index.js";
import { deliver, type Delivered } from "../review/hosts/deliver.js";
import type { Unsent } from "../review/hosts/dry-run.js";
import { HostError } from "../review/hosts/host-error.js";
import type { Found } from "../review/hosts/reconcile.js";
import { ruleNamedIn } from "../review/comment-body.js";
import type { Planned } from "../review/plan.js";
import { githubBase, githubTarget } from "./github-posting.js";
import { gitlabBase, gitlabTarget } from "./gitlab-posting.js";
import { type Poster, posters } from "./posting-args.js";
import { Problem } from "./problem.js";
import type { Environment, Posting, Target } from "./target.js";

export interface Posted {
  /** One sentence on what was done, or why it was not. */
  readonly said: string;
  readonly failed: boolean;
  /** What a dry run would have sent, as text. */
  readonly unsent: string;
}

interface Posts {
  readonly target: (posting: Posting) => Promise<Target>;
  readonly base: (env: Environment) => string | undefined;
}

const forges: Readonly<Record<Poster, Posts>> = {
  github: { target: githubTarget, base: githubBase },
  gitlab: { target: gitlabTarget, base: gitlabBase },
};

/**
 * The commit that the change of the job is compared with, where its environment says so.
 *
 * @param poster the forge; `undefined` where it is whichever the job runs on
 */
export function baseNamed(poster: Poster | undefined, env: Environment): string | undefined {
  if (poster !== undefined) return forges[poster].base(env);
  return posters.map((name) => forges[name].base(env)).find((base) => base !== undefined);
}

/** Posts a review, or says why not. It throws only where something is wrong with the program. */
export async function post(poster: Poster, planned: Planned, templates: Templates, run: Pick<Posting, "merged" | "env" | "dry" | "maxComments">): Promise<Posted> {
  const unsent: Unsent[] = [];
  try {
    const target = await forges[poster].target({ ...run, reviewed: planned.head, unsent, further: templates.phrase("further") });
    const host = target.known ? target.host : { ...target.host, standing: () => Promise.resolve({ head: planned.head, threads: [], summary: undefined }) };
    const material: Material = { selection: planned.selection, files: planned.files, ofChange: true, numbered: false, formerly: planned.formerly, source: (path) => planned.source(path) };
    const review = compose(material, templates, "markdown");
    const { inline, outside } = planned.selection;
    const present = new Set([...inline, ...outside].flatMap((finding) => review.fingerprints.get(finding) ?? []));
    const delivered = await deliver(host, (known) => outlineOf(review, material, planned.changes, templates, { ...target.forge, ...known }), { present, wouldFind: wouldFind(planned) }, planned.head);
    return { said: run.dry ? dryWords(target, unsent) : words(target, delivered), failed: false, unsent: `${JSON.stringify(unsent, null, 2)}\n` };
  } catch (error) {
    if (!(error instanceof HostError) && !(error instanceof Problem)) throw error;
    return { said: `Posting failed. ${error.message}`, failed: true, unsent: `${JSON.stringify(unsent, null, 2)}\n` };
  }
}

/** A run that could not read a file, or with fewer rules, proves nothing of the others. What the change does not touch, it does not bring. */
function wouldFind({ read, rules, changes }: Planned): Found["wouldFind"] {
  const [files, on] = [new Set(read), new Set(rules)];
  return ({ path, body }) => {
    const rule = ruleNamedIn(body);
    return (files.has(path) || !changes.has(path)) && (rule === undefined || on.has(rule));
  };
}

function words({ name, unresolved }: Target, { created, updated, resolved, refused, summary }: Delivered): string {
  if (summary === "none") return `Nothing to say on ${name}.`;
  const short = resolved.done < resolved.of ? ` (${unresolved})` : "";
  const parts = [counted(created, "new comment"), `${String(updated)} edited`, `${String(resolved.done)} of ${counted(resolved.of, "thread")} resolved${short}`, `summary ${summary}`];
  if (refused > 0) parts.push(`${counted(refused, "comment")} told in the summary, since the forge takes none at their lines`);
  return `Posted on ${name}: ${parts.join(", ")}.`;
}

function dryWords({ name, known }: Target, unsent: readonly Unsent[]): string {
  const blind = known ? "" : " What stands there already is not known without a token, and taken for nothing.";
  return `Not sent to ${name}: ${counted(unsent.length, "request")}.${blind}`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}
