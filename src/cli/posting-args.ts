import { Problem } from "./problem.js";

/** The forges that reviews are posted on. */
export const posters = ["github", "gitlab"] as const;
export type Poster = (typeof posters)[number];

interface Given {
  readonly post?: string | undefined;
  readonly plan?: string | undefined;
  readonly "dry-run"?: boolean | undefined;
  readonly base?: string | undefined;
  readonly preset?: string | undefined;
  readonly config?: string | undefined;
  readonly diff?: string | undefined;
  readonly filter?: string | undefined;
  readonly results?: readonly string[] | undefined;
}

/**
 * What the command line says of posting.
 *
 * @throws {Problem} for an unknown forge, or options that have no meaning together
 */
export function postingArguments(given: Given, paths: readonly string[]): { post: Poster | undefined; plan: string | undefined; dryRun: boolean } {
  const { post, plan, "dry-run": dryRun = false } = given;
  if (post !== undefined && !isPoster(post)) throw new Problem(`--post does not know "${post}"; it takes ${posters.join(" or ")}.`);
  if (plan === "") throw new Problem("--plan is empty; give it a file.");
  if (dryRun && post === undefined) throw new Problem(`--dry-run shows what --post would send; add --post ${posters.join(" or ")}.`);
  if (post !== undefined && plan !== undefined) {
    const [option] = (["base", "diff", "filter", "results", "preset", "config"] as const).filter((name) => given[name] !== undefined);
    const surplus = option === undefined ? paths[0] : `--${option}`;
    if (surplus !== undefined) throw new Problem(`--post with --plan posts what was found before, and lints nothing; leave ${surplus} out.`);
  }
  return { post, plan, dryRun };
}

function isPoster(name: string): name is Poster {
  return posters.some((poster) => poster === name);
}
