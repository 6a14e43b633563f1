import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose, type Finding, json, loadTemplates, markdown, select, text } from "../../src/review/index.js";
import { discardedSetter, finding, floating, missingTimeout } from "./sample.js";

const templates = loadTemplates();
const escape = "\u001b";

function markdownOf(findings: readonly Finding[], source = "", ofChange = false): string {
  return markdown(reviewOf(findings, source, "markdown", ofChange), templates);
}

function textOf(findings: readonly Finding[], source = "", color = false): string {
  return text(reviewOf(findings, source, "plain", false), templates, { color });
}

function reviewOf(findings: readonly Finding[], source: string, markup: "markdown" | "plain", ofChange: boolean) {
  return compose({ selection: select(findings, []), files: 1, ofChange, source: () => source }, templates, markup);
}

/** A finding on a call of that name, with a patch that inserts the name. */
function calling(name: string): Finding {
  const message = `\`${name}\` has no time limit here; the default is none.`;
  return { ...finding(missingTimeout, { message }), line: 1, column: 1, patches: [{ title: `Await \`${name}\`.`, range: [0, 0], text: name }] };
}

/** What is left of Markdown without its fences; an open fence takes all that follows. */
function outsideFences(document: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of document.split("\n")) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined && line.startsWith(fence) && line.trim() === fence) fence = undefined;
    else if (fence === undefined) kept.push(line);
  }
  return kept.join("\n");
}

/** What is left of Markdown without its code spans as well. */
function outsideCode(document: string): string {
  return outsideFences(document).replace(/(?<![\\`])(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)/g, "");
}

describe("Markdown", () => {
  test("the whole form", () => {
    const source = 'const n = 1;\nconst r = fetch("/x");\n';
    const patches = [
      { title: "Give up after 10000 ms.", range: [32, 32] as const, text: ", { signal }" },
      { title: "Another.", range: [0, 5] as const, text: "let" },
    ];
    expect(markdownOf([{ ...finding(missingTimeout), patches }], source)).toMatchSnapshot();
  });
  test("the line itself, where the patch is far below it", () => {
    const source = `${"fetch(\n".repeat(9)})\n`;
    const patches = [{ title: "Give up.", range: [source.length - 2, source.length - 1] as const, text: ", signal)" }];
    const near = { ...finding(missingTimeout, { line: 9 }), patches };
    expect(markdownOf([{ ...near, line: 2 }], source)).toContain("```ts\nfetch(\n```");
    expect(markdownOf([near], source)).not.toContain("```ts");
  });
  test("two rules at one place", () => {
    expect(markdownOf([finding(discardedSetter), finding(floating)])).toContain(
      "At the same place:\n\n- Nobody handles a rejection of `save()`: it is neither awaited, returned nor caught. (`no-unhandled-rejection/floating`)",
    );
  });
  test("nothing found is two lines", () => {
    expect(markdownOf([])).toBe("## General assessment\n\nNo findings in the one file that was read.\n");
  });
  test("of a change says what it leaves out", () => {
    expect(markdownOf([], "", true)).toContain("Found: 0. Told below: 0; in the summary alone: 0; outside the change: 0; suppressed: 0.");
  });
});

describe("hostile code", () => {
  const pieces = ["`", "``", "```", "````\n", "\n```\n", "</details>", "<script>", "<!-- x -->", "|", "\n## heading\n", "![x](y)", "**", "$&", "{{call}}", `${escape}[31m`, "\u202e", "\r", "\u0000", "x"];
  const hostile = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
  const oneLine = hostile.map((code) => code.replace(/[\n\r]/g, " "));

  test("stays code in Markdown", () => {
    fc.assert(
      fc.property(oneLine, hostile, (name, source) => {
        const shown = markdownOf([calling(name)], source);
        const markup = outsideCode(shown);
        expect(markup).not.toMatch(/(?<!\\)<(script|!--)|!\[|^## heading/m);
        expect(markup.match(/<\/?details>/g)).toEqual(["<details>", "</details>"]);
        expect(markup).toMatch(/\n## In short\n\n\| Concern \| Suggestion \|\n\| --- \| --- \|\n\| [^|\n]+ \| [^|\n]+ \|\n$/);
        expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
      }),
    );
  });
  test("cannot command a terminal", () => {
    fc.assert(
      fc.property(oneLine, hostile, (name, source) => {
        expect(textOf([calling(name)], source)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
      }),
    );
  });
  test("in a file's name", () => {
    const shown = markdownOf([finding(missingTimeout, {}, "src/`<script>`.ts")]);
    expect(outsideCode(shown)).not.toContain("<script>");
    expect(textOf([finding(missingTimeout, {}, `src/${escape}[2J.ts`)])).toContain("src/\\u001b[2J.ts:2:9");
  });
  test("a line of a megabyte is cut around the finding", () => {
    const long = `${"x".repeat(500_000)}fetch()${"y".repeat(500_000)}`;
    const shown = markdownOf([finding(missingTimeout, { line: 1, endLine: 1, column: 500_001, endColumn: 500_006 })], long);
    expect(shown).toContain("xfetch()y");
    expect(shown.length).toBeLessThan(10_000);
    expect(textOf([finding(missingTimeout, { line: 1, column: 500_001 })], long).length).toBeLessThan(10_000);
  });
});

describe("text", () => {
  const source = "const n = 1;\n\tconst r = fetch(url);\n";
  const plain = textOf([finding(missingTimeout, { column: 12, endColumn: 17 })], source);

  test("marks the code under its line", () => {
    expect(plain).toContain("   2 │     const r = fetch(url);\n     │               ^^^^^\n");
  });
  test("says what to do, and how many there are", () => {
    expect(plain).toContain("   Suggestion: Give the call a deadline");
    expect(plain).toMatch(/\n1 finding: 1 error\.\n$/);
    expect(textOf([finding(missingTimeout), finding(floating, { severity: 1 })], source)).toMatch(/\n2 findings: 1 error, 1 warning\.\n$/);
  });
  test("has colour only where it is asked for", () => {
    expect(plain).not.toContain(escape);
    expect(textOf([finding(missingTimeout)], source, true)).toContain(`${escape}[31merror${escape}[0m`);
  });
  test("keeps to a hundred columns where words allow", () => {
    expect(plain.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });
});

describe("JSON", () => {
  test("has these keys in this order, and no others", () => {
    const { version, findings, counts } = JSON.parse(json(reviewOf([finding(missingTimeout)], "", "plain", false))) as {
      version: number;
      findings: object[];
      counts: object;
    };
    expect(version).toBe(1);
    expect(findings.map((one) => Object.keys(one).join(" "))).toEqual([
      "rule message messageId path line column endLine endColumn severity confidence concern data patches evidence fingerprint",
    ]);
    expect(counts).toEqual({ found: 1, inline: 1, summary: 0, outside: 0, suppressed: 0 });
  });
  test("lists every finding by itself, by path and place", () => {
    const found = [finding(floating), finding(discardedSetter), finding(missingTimeout)];
    const { findings } = JSON.parse(json(reviewOf(found, "", "plain", false))) as { findings: { messageId: string }[] };
    expect(findings.map(({ messageId }) => messageId)).toEqual(["missingTimeout", "discardedSetter", "floating"]);
  });
});
