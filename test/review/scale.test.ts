import { describe, expect, test } from "vitest";
import { annotations, changesIn, codequality, compose, type Finding, githubReview, gitlabReview, html, json, loadTemplates, markdown, type Material, rdjson, sarif, select, text } from "../../src/review/index.js";
import { finding, missingTimeout } from "./sample.js";

const templates = loadTemplates();
const statement = "  const answer = await fetch(place, { method: 'PUT', body: state });";

/** One file with so many findings, each with a patch: on lines of their own, or all on one line. */
function material(count: number, feed: string): { given: Material; changes: Map<string, ReturnType<typeof changesIn>[number]> } {
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

type Scaled = ReturnType<typeof material>;

const formats: Readonly<Record<string, (scaled: Scaled) => unknown>> = {
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

/** Milliseconds of the processor, which others on the machine do not lengthen as they do the time on the wall. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How much more twice the input costs; the best of some pairs, since a collector of garbage runs when it likes. */
function growth<Input>(run: (input: Input) => unknown, once: Input, twice: Input): number {
  run(once);
  let [least, most] = [Infinity, Infinity];
  for (let round = 0; round < 20; round += 1) {
    least = Math.min(least, cost(() => run(once)));
    most = Math.min(most, cost(() => run(twice)));
    if (most / least < 3) break;
  }
  return most / least;
}

describe.each([["lines of their own", "\n"], ["one line", " "]])("findings of one file on %s", (_, feed) => {
  test.each(Object.keys(formats))("twice as many cost less than three times as much in %s", (format) => {
    expect(growth(formats[format] as (scaled: Scaled) => unknown, material(1000, feed), material(2000, feed))).toBeLessThan(3);
  });
});

describe("a comment on many equal findings", () => {
  test("has room for the fingerprints of all, and the counts add up", () => {
    const { given, changes } = material(700, "\n");
    const sent = githubReview(compose(given, templates, "markdown"), given, changes, templates, { maxComments: 3 });
    expect(sent?.comments).toHaveLength(3);
    expect(sent?.comments.filter(({ body }) => body.length > 60_000)).toEqual([]);
    expect(sent?.body).toContain("Found: 700. Commented on at their lines: 600; in this summary alone: 100;");
  });
});

test.each(Object.keys(formats))("20,000 findings are printed in %s", (format) => {
  expect(() => formats[format]?.(material(20_000, "\n"))).not.toThrow();
});

/** A file and a message that consist of one piece, again and again. */
function monotone(piece: string, count: number): Scaled {
  const one = finding(missingTimeout, { message: `\`${piece.repeat(count)}\` has no time limit here; the default is none.` });
  return { given: { selection: select([one], []), files: 1, ofChange: false, source: () => piece.repeat(count) }, changes: new Map() };
}

test.each([" ", "`", "\n", "::", "[", "<", "\u202e"])("%j without end is read once", (piece) => {
  const all = (scaled: Scaled): unknown => Object.values(formats).map((run) => run(scaled));
  expect(growth(all, monotone(piece, 20_000), monotone(piece, 40_000))).toBeLessThan(3);
});
