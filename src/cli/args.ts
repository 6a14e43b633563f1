import { parseArgs } from "node:util";
import { nearest } from "../review/nearest.js";
import { type Locale, locales } from "../review/index.js";
import type { Filter } from "./change.js";
import { type Poster, postingArguments } from "./posting-args.js";
import { Problem } from "./problem.js";

const formats = ["text", "markdown", "html", "json", "codequality", "sarif", "rdjson", "annotations", "github", "gitlab"] as const;
const presets = ["recommended", "strict"] as const;
const thresholds = ["error", "warning", "never"] as const;
const filters = ["added", "diff_context", "file", "nofilter"] as const satisfies readonly Filter[];

export type Format = (typeof formats)[number];
export type Preset = (typeof presets)[number];
export type Threshold = (typeof thresholds)[number];

/** What the user asked for. */
export interface Arguments {
  /** As given; `["."]` where none is. */
  readonly paths: readonly string[];
  readonly base: string | undefined;
  /** A file with a unified diff, or `-`. */
  readonly diff: string | undefined;
  readonly filter: Filter;
  /** Files of ESLint's JSON, or `-`; none to lint. */
  readonly results: readonly string[];
  readonly format: Format | undefined;
  readonly preset: Preset | undefined;
  readonly config: string | undefined;
  readonly failOn: Threshold;
  readonly output: string | undefined;
  readonly maxComments: number | undefined;
  readonly locale: Locale;
  /** A folder. */
  readonly templates: string | undefined;
  readonly post: Poster | undefined;
  readonly plan: string | undefined;
  readonly dryRun: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const help = `concurrency-review [paths…]     lint, and print the review (default path: .)

  --base REV           only what changed since the merge base with REV
  --diff FILE          only what a unified diff changed; - is standard input
  --filter NAME        by added (default), diff_context, file or nofilter
  --results FILE       ESLint's JSON instead of linting; repeat it for shards
  --preset NAME        recommended or strict, whatever the project configures
  --config FILE        this ESLint configuration instead of the project's own
  --format NAME        text or markdown (default: by terminal), html, json,
                       sarif, codequality, rdjson, annotations, github or gitlab
  --max-comments N     comments of a review on github or gitlab (10)
  --post FORGE         github or gitlab: post it on the job's pull/merge request
  --plan FILE          write the findings; with --post, read them instead
  --dry-run            with --post: print what would be sent, and send nothing
  --output FILE        write the review to FILE instead of standard output
  --locale NAME        en (default) or zh-CN: the language of the review
  --templates DIR      a team's own templates in place of those shipped, by name
  --fail-on SEVERITY   error (default), warning or never
  --help, --version
Without --preset and --config, the project's ESLint configuration is used where
it loads the plugin; elsewhere the recommended rules run on a built-in set-up.

Exit code: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or input,
a configuration that does not load, or a bug; 3 made, but not posted as a whole.
`;

const options = {
  base: { type: "string" },
  diff: { type: "string" },
  filter: { type: "string" },
  results: { type: "string", multiple: true },
  format: { type: "string" },
  preset: { type: "string" },
  config: { type: "string" },
  "fail-on": { type: "string" },
  output: { type: "string" },
  "max-comments": { type: "string" },
  locale: { type: "string" },
  templates: { type: "string" },
  post: { type: "string" },
  plan: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** Without the dashes. */
export const optionNames: readonly string[] = Object.keys(options);

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
  const results = resultsOf(values);
  const format = oneOf("format", formats, values.format);
  if ((format === "github" || format === "gitlab") && values.base === undefined && values.diff === undefined) {
    throw new Problem(`--format ${format} comments on lines of a change; name what it is compared with: --base REV, or --diff FILE.`);
  }
  return {
    paths: positionals.length === 0 ? ["."] : positionals,
    ...changeOf(values, results),
    results,
    format,
    preset: oneOf("preset", presets, values.preset),
    config: nonEmpty("config", values.config, "an ESLint configuration file"),
    failOn: oneOf("fail-on", thresholds, values["fail-on"]) ?? "error",
    output: nonEmpty("output", values.output, "a file to write"),
    maxComments: count("max-comments", values["max-comments"]),
    locale: oneOf("locale", locales, values.locale) ?? "en",
    templates: nonEmpty("templates", values.templates, "a folder of templates"),
    ...postingArguments(values, positionals),
    help: values.help === true,
    version: values.version === true,
  };
}

function resultsOf({ results = [], preset, config }: Parsed["values"]): readonly string[] {
  if (results.length > 0 && (preset ?? config) !== undefined) {
    throw new Problem("--results takes what ESLint found already, so --preset and --config have nothing to do; leave either out.");
  }
  if (results.filter((name) => name === "-").length > 1) throw new Problem("--results - is given twice, and there is one standard input; name files.");
  for (const name of results) nonEmpty("results", name, "a file of ESLint's JSON");
  return results;
}

/** What a change is told by, and which findings it brings. */
function changeOf({ base, diff, filter }: Parsed["values"], results: readonly string[]): Pick<Arguments, "base" | "diff" | "filter"> {
  if (base !== undefined && diff !== undefined) throw new Problem("--base and --diff exclude each other: both say what changed; leave one out.");
  if (diff === "-" && results.includes("-")) throw new Problem("--diff - and --results - both read standard input; name a file for one of them.");
  const chosen = oneOf("filter", filters, filter);
  if (chosen !== undefined && base === undefined && diff === undefined) {
    throw new Problem("--filter chooses among findings by a change; name one: --base REV, or --diff FILE.");
  }
  return { base: nonEmpty("base", base, "a branch, a tag or a commit"), diff: nonEmpty("diff", diff, "a file with a unified diff"), filter: chosen ?? "added" };
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function parsed(argv: readonly string[]): Parsed {
  const unknown = firstUnknown(argv);
  if (unknown !== undefined) {
    const meant = nearest(unknown.replace(/^-+/, ""), optionNames);
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
