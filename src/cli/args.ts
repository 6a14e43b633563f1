import { parseArgs } from "node:util";
import type { Poster } from "./posting.js";
import { postingArguments } from "./posting-args.js";
import { Problem } from "./problem.js";

const formats = ["text", "markdown", "json", "codequality", "sarif", "rdjson", "annotations", "github", "gitlab"] as const;
const presets = ["recommended", "strict"] as const;
const thresholds = ["error", "warning", "never"] as const;

export type Format = (typeof formats)[number];
export type Preset = (typeof presets)[number];
export type Threshold = (typeof thresholds)[number];

/** What the user asked for. */
export interface Arguments {
  /** As given; `["."]` where none is. */
  readonly paths: readonly string[];
  readonly base: string | undefined;
  readonly format: Format | undefined;
  readonly preset: Preset | undefined;
  readonly config: string | undefined;
  readonly failOn: Threshold;
  readonly output: string | undefined;
  readonly maxComments: number | undefined;
  readonly post: Poster | undefined;
  readonly plan: string | undefined;
  readonly dryRun: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const help = `concurrency-review [paths…]     lint, and print the review (default path: .)

  --base REV           only what changed since the merge base with REV
  --preset NAME        recommended or strict, whatever the project configures
  --config FILE        this ESLint configuration instead of the project's own
  --format NAME        text, markdown, json, codequality (GitLab), sarif, rdjson
                       (reviewdog), annotations (GitHub Actions), github or
                       gitlab: what a review there would consist of
                       (default: text on a terminal, markdown elsewhere)
  --max-comments N     comments of that review; the rest is in its summary (10)
  --post NAME          post that review on github, on the pull request that
                       the environment of the job names
  --plan FILE          write the findings to FILE, to be posted by a job that has
                       a token; with --post, read them from FILE instead of linting
  --dry-run            with --post: print what would be sent, and send nothing
  --output FILE        write the review to FILE instead of standard output
  --fail-on SEVERITY   error, warning or never (default: error)
  --help, --version

Without --preset and --config, the project's ESLint configuration is used where
it loads the plugin; elsewhere the recommended rules run on a built-in set-up
that needs no configuration.

Exit code: 0  nothing at or above --fail-on
           1  findings
           2  wrong usage, a configuration that does not load, an internal error
           3  the review was made, but not posted, or not as a whole
`;

const options = {
  base: { type: "string" },
  format: { type: "string" },
  preset: { type: "string" },
  config: { type: "string" },
  "fail-on": { type: "string" },
  output: { type: "string" },
  "max-comments": { type: "string" },
  post: { type: "string" },
  plan: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/**
 * Reads the command line.
 *
 * @throws {Problem} for an unknown option or value
 */
export function argumentsFrom(argv: readonly string[]): Arguments {
  const { values, positionals } = parsed(argv);
  if (values.preset !== undefined && values.config !== undefined) {
    throw new Problem("--preset and --config exclude each other: give the preset in the configuration, or leave one out.");
  }
  const format = oneOf("format", formats, values.format);
  if ((format === "github" || format === "gitlab") && values.base === undefined) {
    throw new Problem(`--format ${format} comments on lines of a change; name what it is compared with: --base REV.`);
  }
  return {
    paths: positionals.length === 0 ? ["."] : positionals,
    base: nonEmpty("base", values.base, "a branch, a tag or a commit"),
    format,
    preset: oneOf("preset", presets, values.preset),
    config: nonEmpty("config", values.config, "an ESLint configuration file"),
    failOn: oneOf("fail-on", thresholds, values["fail-on"]) ?? "error",
    output: nonEmpty("output", values.output, "a file to write"),
    maxComments: count("max-comments", values["max-comments"]),
    ...postingArguments(values, positionals),
    help: values.help === true,
    version: values.version === true,
  };
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function parsed(argv: readonly string[]): Parsed {
  const unknown = firstUnknown(argv);
  if (unknown !== undefined) {
    const meant = nearest(unknown, Object.keys(options));
    throw new Problem(
      `There is no option ${unknown}${meant === undefined ? "; --help lists them." : `; did you mean --${meant}?`}`,
    );
  }
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new Problem(sentence((error as Error).message));
  }
}

/** Looked for ahead of the strict parse, whose message names no alternative. */
function firstUnknown(argv: readonly string[]): string | undefined {
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "option" && !Object.hasOwn(options, token.name)) return token.rawName;
  }
  return undefined;
}

/** Node's own words on a missing or surplus value, cut to their first sentence. */
function sentence(message: string): string {
  const first = message.split("\n")[0]?.replace(/\.$/, "") ?? message;
  return `${first}; --help shows how it is used.`;
}

function oneOf<Name extends string>(option: string, names: readonly Name[], value: string | undefined): Name | undefined {
  if (value === undefined) return undefined;
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  throw new Problem(`--${option} does not know "${value}"; it takes ${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}.`);
}

function count(option: string, value: string | undefined): number | undefined {
  if (value === undefined || /^\d{1,6}$/.test(value)) return value === undefined ? undefined : Number(value);
  throw new Problem(`--${option} does not know "${value}"; it takes a number.`);
}

function nonEmpty(option: string, value: string | undefined, wanted: string): string | undefined {
  if (value === "") throw new Problem(`--${option} is empty; give it ${wanted}.`);
  return value;
}

/** The option that takes the fewest edits, if there is one that a slip of the finger explains. */
function nearest(given: string, names: readonly string[]): string | undefined {
  const word = given.replace(/^-+/, "");
  const ranked = names.map((name) => ({ name, edits: distance(word, name) })).sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
