import type { TSESLint } from "@typescript-eslint/utils";
import type { File } from "../analysis/file.js";
import { svelteScript } from "../analysis/nodes.js";

/** A repair as it is or, in a Svelte component, one that makes no edit where it would write code in front of a `<script>`. */
export function withinScripts(file: Pick<File, "ast">, fix: TSESLint.ReportFixFunction): TSESLint.ReportFixFunction {
  const starts = file.ast.body.flatMap((statement) => svelteScript(statement)?.range[0] ?? []);
  if (starts.length === 0) return fix;
  return (fixer) => {
    const edits = listOf(fix(fixer));
    return edits.some(({ range: [from, to] }) => starts.some((start) => from <= start && start <= to)) ? null : edits;
  };
}

/** The edits of a fix, which may be one, several or none. */
export function listOf(made: ReturnType<TSESLint.ReportFixFunction>): readonly TSESLint.RuleFix[] {
  if (made === null) return [];
  return "range" in made ? [made] : [...made];
}
