import { annotations, changesIn, codequality, compose, type Finding, githubReview, gitlabReview, html, json, loadTemplates, markdown, type Material, rdjson, sarif, select, text } from "../../src/review/index.js";
import { finding, missingTimeout } from "./sample.js";

export const templates = loadTemplates();
const statement = "  const answer = await fetch(place, { method: 'PUT', body: state });";

/** One file with so many findings, each with a patch: on lines of their own, or all on one line. */
export function material(count: number, feed: string): { given: Material; changes: Map<string, ReturnType<typeof changesIn>[number]> } {
  const source = `${Array.from({ length: count }, () => statement).join(feed)}\n`;
  const first = finding(missingTimeout);
  const found = Array.from({ length: count }, (_, index): Finding => {
    const base = index * (statement.length + 1);
    const line = feed === "\n" ? index + 1 : 1;
    const column = (feed === "\n" ? 0 : base) + statement.indexOf("fetch") + 1;
    const at = base + statement.indexOf(" });");
    return { ...first, line, endLine: line, column, endColumn: column + 5, evidence: [line], patches: [{ title: "Bound it.", range: [at, at], text: ", signal" }] };
  });
  const lines = source.trimEnd().split("\n");
  const diff = `--- /dev/null\n+++ b/src/a.ts\n@@ -0,0 +1,${String(lines.length)} @@\n${lines.map((line) => `+${line}`).join("\n")}\n`;
  return { given: { selection: select(found, []), files: 1, ofChange: true, source: () => source }, changes: new Map(changesIn(diff).map((change) => [change.path, change])) };
}

export type Scaled = ReturnType<typeof material>;

export const formats: Readonly<Record<string, (scaled: Scaled) => unknown>> = {
  text: ({ given }) => text(compose(given, templates, "plain"), templates, { color: true }),
  markdown: ({ given }) => markdown(compose(given, templates, "markdown"), templates),
  json: ({ given }) => json(compose(given, templates, "plain")),
  codequality: ({ given }) => codequality(compose(given, templates, "plain")),
  annotations: ({ given }) => annotations(compose(given, templates, "plain"), templates),
  rdjson: ({ given }) => rdjson(compose(given, templates, "plain"), given, templates),
  html: ({ given }) => html(compose(given, templates, "markdown"), templates, (path) => given.source(path)),
  sarif: ({ given }) => sarif(compose(given, templates, "plain"), templates, { source: (path) => given.source(path) }),
  github: ({ given, changes }) => githubReview(compose(given, templates, "markdown"), given, changes, templates),
  gitlab: ({ given, changes }) => gitlabReview(compose(given, templates, "markdown"), given, changes, templates),
};

/** A file and a message that consist of one piece, again and again. */
export function monotone(piece: string, count: number): Scaled {
  const one = finding(missingTimeout, { message: `\`${piece.repeat(count)}\` has no time limit here; the default is none.` });
  return { given: { selection: select([one], []), files: 1, ofChange: false, source: () => piece.repeat(count) }, changes: new Map() };
}

/** What formats might read again and again: blanks, quotes, line ends, commands, links, tags, marks of direction. */
export const pieces = [" ", "`", "\n", "::", "[", "<", "\u202e"];
