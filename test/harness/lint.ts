import { Linter } from "eslint";
import parser from "@typescript-eslint/parser";
import type { TSESTree } from "@typescript-eslint/utils";
import type ts from "typescript";
import type { Rule } from "../../src/rule/define-rule.js";
import type { Mode } from "./cases.js";

/** Everything but the text that a linting depends on. */
export interface Setup {
  readonly path: string;
  readonly mode: Mode;
  readonly script: boolean;
  readonly rules: readonly Rule[];
  /** Options of single rules by name; the others run with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly settings: unknown;
  /** For the mode `typed`. */
  readonly program: ts.Program | undefined;
}

export interface Linted {
  readonly messages: readonly Linter.LintMessage[];
  readonly comments: readonly string[];
  /** How many expressions `void …` there are. */
  readonly voids: number;
}

const namespace = "concurrency-review";

/** @throws what a rule throws, with the rule's name. */
export function lint(text: string, setup: Setup): Linted {
  const linter = new Linter();
  const messages = verified(linter, text, setup);
  // after a syntax error there is none, whatever the declared type says
  const source = linter.getSourceCode() as ReturnType<Linter["getSourceCode"]> | undefined;
  if (!source || messages.some((message) => message.fatal)) return { messages, comments: [], voids: 0 };
  return {
    messages,
    comments: source.getAllComments().map((comment) => comment.value.trim()),
    voids: voidsIn(source.ast as unknown as TSESTree.Program, source.visitorKeys),
  };
}

function verified(linter: Linter, text: string, setup: Setup): Linter.LintMessage[] {
  try {
    return linter.verify(text, configOf(setup), { filename: setup.path });
  } catch (thrown) {
    // ESLint hangs the whole tree on the error, and a test runner would print it
    const { ruleId, message, stack } = thrown as Error & { ruleId?: string };
    const plain = new Error(`${ruleId ?? "ESLint"} threw: ${message.split("\n")[0] ?? ""}`);
    plain.stack = `${plain.message}\n${(stack ?? "").split("\n").filter((line) => line.startsWith("    at ")).join("\n")}`;
    throw plain;
  }
}

function configOf(setup: Setup): Linter.Config[] {
  const rules = Object.fromEntries(setup.rules.map((rule) => [rule.name, rule]));
  const typescript = { parser, parserOptions: { ecmaFeatures: { jsx: true }, programs: setup.program ? [setup.program] : null } };
  return [
    {
      files: ["**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}"],
      plugins: { [namespace]: { rules: rules as never } },
      languageOptions: {
        sourceType: setup.script ? "commonjs" : "module",
        ...(setup.mode === "espree" ? { parserOptions: { ecmaFeatures: { jsx: true } } } : typescript),
      },
      linterOptions: { reportUnusedDisableDirectives: "off" },
      settings: setup.settings === undefined ? {} : { [namespace]: setup.settings },
      rules: Object.fromEntries(setup.rules.map(({ name }) => [`${namespace}/${name}`, ["error", ...entryOf(setup, name)]])),
    },
  ];
}

function entryOf({ options }: Setup, name: string): unknown[] {
  return options[name] === undefined ? [] : [options[name]];
}

function voidsIn(program: TSESTree.Program, keys: Readonly<Record<string, readonly string[] | undefined>>): number {
  const open: TSESTree.Node[] = [program];
  let count = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "UnaryExpression" && node.operator === "void") count++;
    for (const key of keys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const one of Array.isArray(child) ? child : [child]) if (one) open.push(one as TSESTree.Node);
    }
  }
  return count;
}
