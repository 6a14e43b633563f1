import { parseArgs } from "node:util";
import { nearest } from "../review/nearest.js";
import { type Locale, locales } from "../review/index.js";
import { Problem } from "./problem.js";

const formats = ["text", "markdown", "html", "json", "codequality", "sarif", "rdjson", "annotations", "github", "gitlab"] as const;
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
  readonly locale: Locale;
  /** A folder. */
  readonly templates: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

export const help = `concurrency-review [paths…]     lint, and print the review (default path: .)

  --base REV           only what changed since the merge base with REV
  --preset NAME        recommended or strict, whatever the project configures
  --config FILE        this ESLint configuration instead of the project's own
  --format NAME        text, markdown, html, json, codequality (GitLab), sarif,
                       rdjson (reviewdog), annotations (GitHub Actions), github
                       or gitlab: what a review there would consist of
                       (default: text on a terminal, markdown elsewhere)
  --max-comments N     comments of that review; the rest is in its summary (10)
  --output FILE        write the review to FILE instead of standard output
  --locale NAME        en or zh-CN: the language of the review (default: en)
  --templates DIR      a team's own templates in place of those shipped, by name
  --fail-on SEVERITY   error, warning or never (default: error)
  --help, --version

Without --preset and --config, the project's ESLint configuration is used where
it loads the plugin; elsewhere the recommended rules run on a built-in set-up
that needs no configuration.

Exit code: 0  nothing at or above --fail-on
           1  findings
           2  wrong usage, a configuration that does not load, an internal error
`;

const options = {
  base: { type: "string" },
  format: { type: "string" },
  preset: { type: "string" },
  config: { type: "string" },
  "fail-on": { type: "string" },
  output: { type: "string" },
  "max-comments": { type: "string" },
  locale: { type: "string" },
  templates: { type: "string" },
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
    locale: oneOf("locale", locales, values.locale) ?? "en",
    templates: nonEmpty("templates", values.templates, "a folder of templates"),
    help: values.help === true,
    version: values.version === true,
  };
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function parsed(argv: readonly string[]): Parsed {
  const unknown = firstUnknown(argv);
  if (unknown !== undefined) {
    const meant = nearest(unknown.replace(/^-+/, ""), Object.keys(options));
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
