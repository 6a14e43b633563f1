import { compose, type Finding, html, type LintMessage, loadTemplates, select } from "../../src/review/index.js";
import { discardedSetter, finding, floating, missingTimeout } from "./sample.js";

export const templates = loadTemplates();

/** Twenty-two lines that the findings of the sample stand on. */
export const source = Array.from({ length: 22 }, (_, index) => codeAt(index + 1)).join("\n");

function codeAt(line: number): string {
  if (line === 2) return 'const r = fetch("/x"); // asks';
  if (line === 11) return "  await lock();";
  if (line === 12) return "  this.state = state;";
  return line === 20 ? "  save();" : `const line${String(line)} = ${String(line)};`;
}

/** The report of these findings, all in files with one text. */
export function reportOf(findings: readonly Finding[], text = source, suppressed: readonly Finding[] = []): string {
  const material = { selection: select(findings, suppressed), files: 3, ofChange: false, source: () => text };
  return html(compose(material, templates, "markdown"), templates, () => text);
}

/** Four places: a setter with an interleaving, two patches and a second rule; two calls without a limit; a warning. */
export function sample(): string {
  const at = source.indexOf("save()");
  const patches = [
    { title: "Await `save()`.", range: [at, at] as const, text: "await " },
    { title: "Discard it.", range: [at, at] as const, text: "void " },
  ];
  const setter = { ...finding(discardedSetter), patches };
  return reportOf([setter, finding(floating), finding(missingTimeout), finding(missingTimeout, {}, "src/b.ts"), finding(floating, { severity: 1, line: 5, endLine: 5 }, "src/c.ts")]);
}

/** A finding on a call that is spelled like this. */
export function calling(name: string, changed: Partial<LintMessage> = {}, path?: string): Finding {
  return finding(missingTimeout, { message: `\`${name}\` has no time limit here; the default is none.`, ...changed }, path);
}
