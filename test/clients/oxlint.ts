import { spawnSync } from "node:child_process";
import { join } from "node:path";
import plugin from "../../src/plugin.js";
import { root } from "./client-project.js";

export const oxlint = join(root, "test/clients/node_modules/oxlint/bin/oxlint");
const jsPlugins = [{ name: "concurrency-review", specifier: "eslint-plugin-concurrency-review" }];

/** The whole plugin, and none of oxlint's own rules. */
export const oxlintConfig = JSON.stringify({ jsPlugins, categories: { correctness: "off" }, rules: plugin.configs.strict[0]?.rules });

export interface OxlintFinding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

interface Report {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly message: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

/**
 * What the plugin finds in the folder `src` of a project. oxlint looks into installed packages as well, and would mend them.
 *
 * @throws {Error} what oxlint says where it does not report.
 */
export function oxlintFindings(project: string, ...options: readonly string[]): OxlintFinding[] {
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, "--format", "json", ...options, "src"], { cwd: project, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (!stdout.startsWith("{")) throw new Error(stdout + stderr);
  return (JSON.parse(stdout) as Report).diagnostics.flatMap(({ code, filename, message, labels }) => {
    const [, rule] = /^concurrency-review\((.*)\)$/.exec(code) ?? [];
    return rule === undefined ? [] : [{ path: filename, line: labels[0]?.span.line ?? 0, rule, message }];
  });
}
