import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { shortText, topStatements } from "../../analysis/nodes.js";
import { callersSignal } from "../../analysis/cancellation/signal-sources.js";
import { attemptOf, type SingleShot } from "../../analysis/resilience/single-shots.js";
import type { Suggestion } from "../define-rule.js";

export const wrappingSuggestions = {
  wrapInRetry: "Try `{{call}}` up to {{times}} times, with backoff and jitter.",
};

/** The retry that is inserted. */
export interface Helper {
  readonly helper: string;
  readonly module: string;
  readonly retries: number;
  readonly capMs: number;
}

/** The call in a retry with backoff, jitter and the caller's signal, and the import that it needs. */
export function wrapInRetry(file: File, { call, handler }: SingleShot, { helper, module, retries, capMs }: Helper): Suggestion<keyof typeof wrappingSuggestions>[] {
  const imported = importOf(file, helper, module);
  if (!imported) return [];
  const attempt = attemptOf(call, handler);
  const signal = callersSignal(file, call);
  const given = signal ? [signal.text === "signal" ? "signal" : `signal: ${signal.text}`] : [];
  const options = [`retries: ${String(retries)}`, `maxTimeout: ${spelled(capMs)}`, "randomize: true", ...given].join(", ");
  return [
    {
      message: "wrapInRetry",
      data: { call: shortText(file, call.callee), times: retries + 1 },
      fix: (fixer) => [
        fixer.insertTextBefore(attempt, `${imported.name}(() => `),
        fixer.insertTextAfter(attempt, `, { ${options} })`),
        ...imported.edits(fixer),
      ],
    },
  ];
}

/** The name of the helper in this file, and the import that brings it in; `undefined` where it cannot be imported. */
function importOf(file: File, helper: string, module: string): { readonly name: string; readonly edits: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[] } | undefined {
  const imports = topStatements(file).filter((statement): statement is TSESTree.ImportDeclaration => statement.type === "ImportDeclaration");
  const own = imports.find(({ source }) => source.value === module)?.specifiers.find(({ type }) => type === "ImportDefaultSpecifier");
  if (own) return { name: own.local.name, edits: () => [] };
  if (file.ast.sourceType !== "module" || /\.c[jt]s$/.test(file.path) || new RegExp(`\\b${helper.replaceAll("$", "\\$")}\\b`).test(file.source.text)) return undefined;
  const line = `import ${helper} from ${JSON.stringify(module)};\n`;
  const [first] = topStatements(file);
  const last = imports.at(-1);
  return { name: helper, edits: (fixer) => (last ? [fixer.insertTextAfter(last, `\n${line.trimEnd()}`)] : first ? [fixer.insertTextBefore(first, `${line}\n`)] : []) };
}

/** A number the way people write long ones: `5_000`. */
function spelled(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, "_");
}
