import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import { factOf } from "../../analysis/libraries/libraries.js";
import { shortText, topStatements, type Call } from "../../analysis/nodes.js";
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
  const options = [`retries: ${String(retries)}`, `maxTimeout: ${spelled(capMs)}`, "randomize: true", ...refusalsLeftOut(file, call, module), ...given].join(", ");
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

const filtering = "p-retry";

/** Where a client makes an error of each refusal: the setting by which one that will not change is not tried again. */
function refusalsLeftOut(file: File, call: Call, module: string): readonly string[] {
  const known = factOf(file, "remote", call);
  const refusal = known?.fact.refusal;
  const asks = known && refusal ? importedFrom(file, known.library.modules, refusal.asks) : undefined;
  if (!refusal || !asks || module !== filtering) return [];
  // since version 7 the helper hands over more than the error
  const isPlain = /^\D*[1-6](?:\.|$)/.test(file.project.versionOf(module) ?? "");
  return [`shouldRetry: ${isPlain ? "(error)" : "({ error })"} => !${asks}(error) || (error.${refusal.status} ?? 500) >= 500`];
}

/** What an export of a module is called in the file: by itself, or by way of the default. */
function importedFrom(file: File, modules: readonly string[], name: string): string | undefined {
  for (const statement of topStatements(file)) {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type" || !modules.includes(statement.source.value)) continue;
    for (const { type, local, ...specifier } of statement.specifiers) {
      if (type === "ImportDefaultSpecifier") return `${local.name}.${name}`;
      if ("imported" in specifier && specifier.imported.type === "Identifier" && specifier.imported.name === name) return local.name;
    }
  }
  return undefined;
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
