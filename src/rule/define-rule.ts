import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { JSONSchema4 } from "@typescript-eslint/utils/json-schema";
import type { File } from "../analysis/file.js";
import { fileOf } from "./linted-file.js";
import { inOwnIndent } from "./own-indent.js";
import { inOwnSemicolons } from "./own-semicolons.js";
import { withinScripts } from "./script-bounds.js";

/** How sure a message is of what it says. */
export type Confidence = "proved" | "likely" | "possible";

/** The heading under which a finding stands in a review. */
export type Concern =
  | "ordering"
  | "shared state"
  | "rejections"
  | "settlement"
  | "timeouts"
  | "cancellation"
  | "bounds"
  | "locks"
  | "resilience"
  | "observability";

export interface Message {
  /** A full sentence with delimited placeholders, at most 200 characters. */
  readonly text: string;
  readonly confidence: Confidence;
  /** Reported only where `checks` switches it on, as the config `strict` does. */
  readonly strict?: true;
}

/** A JSON schema with a default and a description, for one option. */
export interface OptionShape {
  readonly default: unknown;
  readonly description: string;
  readonly [keyword: string]: unknown;
}

export type Data = Readonly<Record<string, string | number>>;

export interface Suggestion<SuggestionId extends string = string> {
  readonly message: SuggestionId;
  readonly data?: Data;
  readonly fix: TSESLint.ReportFixFunction;
}

export interface Finding<MessageId extends string = string, SuggestionId extends string = string> {
  readonly message: MessageId;
  /** The smallest node or token that names the step which goes wrong. */
  readonly at: TSESTree.Node | TSESTree.Token;
  readonly data: Data;
  readonly suggest?: readonly Suggestion<SuggestionId>[];
  /** Only where behaviour is kept, or the code was certainly wrong. */
  readonly fix?: TSESLint.ReportFixFunction;
}

type OptionValues<Options extends Record<string, OptionShape>> = {
  readonly [Name in keyof Options]: Options[Name]["default"];
};

export interface RuleDefinition<
  MessageId extends string,
  SuggestionId extends string,
  Options extends Record<string, OptionShape>,
> {
  readonly name: string;
  /** What the rule asks for, as a sentence without a full stop: the rules' table shows it. */
  readonly description: string;
  readonly concern: Concern;
  /** In the config `recommended`; otherwise only in `strict`. Default true. */
  readonly recommended?: boolean;
  /** Looks at test files as well. Default false. */
  readonly tests?: boolean;
  readonly messages: Readonly<Record<MessageId, Message>>;
  readonly suggestions?: Readonly<Record<SuggestionId, string>>;
  readonly options?: Options;
  readonly fixable?: true;
  findings(file: File, options: OptionValues<Options>): Iterable<Finding<MessageId, SuggestionId>>;
}

/** What a rule tells about itself beside what ESLint asks for: `meta.docs`. */
export interface RuleDocs {
  readonly description: string;
  readonly url: string;
  readonly recommended: boolean;
  readonly concern: Concern;
  readonly tests: boolean;
  readonly confidence: Readonly<Record<string, Confidence>>;
  /** Message ids that only `strict` switches on. */
  readonly strict: readonly string[];
}

export interface Rule {
  readonly name: string;
  readonly meta: TSESLint.RuleMetaData<string, RuleDocs, readonly unknown[]> & { readonly docs: RuleDocs };
  create(context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>): TSESLint.RuleListener;
}

const site = "https://github.com/eslint-plugin-concurrency-review/eslint-plugin-concurrency-review/blob/main/docs/rules";

/**
 * Turns a query over a file into an ESLint rule. The only code that knows ESLint's shape of a rule.
 *
 * The rule has an option `checks` that switches single messages on and off where it has several.
 */
export function defineRule<
  const MessageId extends string,
  const Options extends Record<string, OptionShape> = Record<string, never>,
  const SuggestionId extends string = never,
>(definition: RuleDefinition<MessageId, SuggestionId, Options>): Rule {
  const messages = Object.entries<Message>(definition.messages);
  const shapes = { ...definition.options, ...checksOption(messages) };
  const defaults = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, shape.default]));
  const optionsOf = mergedWith(defaults);
  return {
    name: definition.name,
    meta: {
      type: "problem",
      docs: docsOf(definition, messages),
      messages: {
        ...Object.fromEntries(messages.map(([id, message]) => [id, message.text])),
        ...definition.suggestions,
      },
      schema: [{ type: "object", properties: shapes as unknown as Record<string, JSONSchema4>, additionalProperties: false }],
      defaultOptions: [defaults],
      ...(definition.suggestions ? { hasSuggestions: true } : {}),
      ...(definition.fixable ? { fixable: "code" as const } : {}),
    },
    create(context) {
      const file = fileOf(context);
      if (file === undefined) return {};
      const options = optionsOf(context.options[0]);
      const checks = options["checks"] as Record<string, boolean> | undefined;
      return {
        Program() {
          for (const finding of definition.findings(file, options as OptionValues<Options>)) {
            if (checks?.[finding.message] !== false) context.report(descriptorOf(file, finding));
          }
        },
      };
    },
  };
}

function docsOf(rule: Pick<RuleDefinition<string, string, Record<string, OptionShape>>, "name" | "description" | "recommended" | "concern" | "tests">, messages: [string, Message][]): RuleDocs {
  return {
    description: rule.description,
    url: `${site}/${rule.name}.md`,
    recommended: rule.recommended ?? true,
    concern: rule.concern,
    tests: rule.tests ?? false,
    confidence: Object.fromEntries(messages.map(([id, message]) => [id, message.confidence])),
    strict: messages.filter(([, message]) => message.strict).map(([id]) => id),
  };
}

function checksOption(messages: [string, Message][]): Record<string, OptionShape> {
  if (messages.length < 2) return {};
  return {
    checks: {
      type: "object",
      description: "Switches single checks on and off.",
      default: Object.fromEntries(messages.map(([id, message]) => [id, message.strict !== true])),
      properties: Object.fromEntries(messages.map(([id]) => [id, { type: "boolean" }])),
      additionalProperties: false,
    },
  };
}

/** ESLint 9.0 does not know `meta.defaultOptions`, so the defaults are merged here; the files of a configuration share one object. */
function mergedWith(defaults: Record<string, unknown>): (given: unknown) => Record<string, unknown> {
  let last: { readonly given: unknown; readonly options: Record<string, unknown> } | undefined;
  return (given) => {
    if (last?.given !== given || last === undefined) last = { given, options: merged(defaults, given) };
    return last.options;
  };
}

/** One level deep. */
function merged(defaults: Record<string, unknown>, given: unknown): Record<string, unknown> {
  const options = { ...defaults };
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, unknown>)) {
    options[name] = isRecord(value) && isRecord(defaults[name]) ? { ...defaults[name], ...value } : value;
  }
  return options;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inOwnStyle(file: File, fix: TSESLint.ReportFixFunction): TSESLint.ReportFixFunction {
  return inOwnIndent(file, inOwnSemicolons(file, fix));
}

function descriptorOf(file: File, finding: Finding): TSESLint.ReportDescriptor<string> {
  return {
    node: finding.at,
    messageId: finding.message,
    data: finding.data,
    fix: finding.fix ? withinScripts(file, inOwnStyle(file, finding.fix)) : null,
    suggest: (finding.suggest ?? []).map((suggestion) => ({
      messageId: suggestion.message,
      data: { ...finding.data, ...suggestion.data },
      fix: withinScripts(file, inOwnStyle(file, suggestion.fix)),
    })),
  };
}
