import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import plugin from "../../dist/src/plugin.js";
import { type Finding, linePlaceholdersOf } from "../../src/review/index.js";
import { blocks, inline } from "../../src/review/formats/html-prose.js";
import { concernName, wordsOf } from "../../src/review/formats/html-words.js";
import { calling, reportOf, sample, source, templates } from "./html-sample.js";
import { discardedSetter, finding, floating, hostilePieces, missingTimeout } from "./sample.js";

/** The tags of a document, without what stands in style and script. */
function tagsOf(document: string): string[] {
  const bare = document.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "<$1></$1>");
  return bare.match(/<[^>]*>/g) ?? [];
}

/** The text of the one element with this class, tags taken out. */
function textOf(document: string, name: string): string {
  const [, inner = ""] = new RegExp(`<\\w+ class="${name}"[^>]*>([\\s\\S]*?)</(?:pre|ol|dl|svg)>`).exec(document) ?? [];
  return inner.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
}

describe("the document", () => {
  test("is the same to the byte for the same findings", () => {
    expect(sample()).toBe(sample());
  });
  test("allows its own style and script by their hashes, and nothing else", () => {
    const document = sample();
    const policy = /content="(default-src[^"]*)"/.exec(document)?.[1] ?? "";
    for (const tag of ["style", "script"]) {
      const found = [...document.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))];
      expect(found).toHaveLength(1);
      expect(policy).toContain(`${tag}-src 'sha256-${createHash("sha256").update(found[0]?.[1] ?? "").digest("base64")}'`);
    }
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(tagsOf(document).filter((tag) => / (src|style|on\w+)=|<(link(?! rel="icon" href="data:,")|iframe|img|object|base)\b/.test(tag))).toEqual([]);
  });
  test("is in the language of its phrases", () => {
    expect(sample()).toContain('<html lang="en">');
  });
  test("with nothing found says so, and has no filters", () => {
    const document = reportOf([]);
    expect(document).toContain("No findings in the 3 files that were read.");
    expect(document).not.toContain('class="filters');
  });
  test("counts where every finding went", () => {
    const taken = finding(floating, { line: 9, endLine: 9 });
    expect(textOf(reportOf([finding(discardedSetter), finding(floating), finding(missingTimeout)], source, [taken]), "counts")).toBe(
      "|Found|4|Told below|3|Places|2|Suppressed|1|",
    );
  });
  test("tells the gravest two thousand places, and says how many there are", () => {
    const many = Array.from({ length: 2003 }, (_, index) => finding(missingTimeout, { line: index + 1, endLine: index + 1 }));
    const document = reportOf([...many, finding(floating, { severity: 1 }, "src/z.ts")]);
    expect(document.match(/<article /g)).toHaveLength(2000);
    expect(document).toContain("The gravest 2000 of 2004 places are told here.");
    expect(document).toContain("<dt>Not told for lack of room</dt><dd>4</dd>");
    expect(document).not.toContain("src/z.ts");
  });
});

describe("a finding", () => {
  test("has the code around it, its lines of evidence labelled with their parts", () => {
    const code = textOf(reportOf([finding(discardedSetter)]), "code");
    expect(code).toContain("|11|  |await| lock();|waits here|");
    expect(code).toContain("|12|  |this|.state = state;|changed here|");
    expect(code).toContain("|20|  |save()|;|found here|");
    expect(code).toMatch(/^\|9\|.*\|14\|.*\|⋮\|18\|.*\|22\|/s);
  });
  test("has its own stretch marked, and words of the language shaded", () => {
    const document = reportOf([finding(missingTimeout, { column: 11, endColumn: 16 })]);
    expect(document).toContain('<span class="k">const</span> r = <mark>fetch</mark>(<span class="s">&quot;/x&quot;</span>); <span class="c">// asks</span>');
  });
  test("has its interleaving as steps and drawn", () => {
    const document = reportOf([finding(discardedSetter)]);
    expect(textOf(document, "steps")).toBe("|A| waits |line 11|B| waits |line 11|B| changes |this.state| |line 12|A| changes |this.state| |line 12|");
    expect(document.match(/<circle class="[AB]"/g)).toEqual(["A", "B", "B", "A"].map((run) => `<circle class="${run}"`));
    expect(document).toContain("changes this.state <tspan");
    expect(reportOf([finding(missingTimeout)])).not.toContain('class="steps"');
  });
  test("has its patch as a diff, and the other one folded", () => {
    const [, first = "", second = ""] = /id="finding-3"([\s\S]*?)<details>([\s\S]*?)<\/article>/.exec(sample()) ?? [];
    expect(first).toContain('<span class="del">-  save();</span><span class="add">+  await save();</span>');
    expect(second).toContain('<span class="add">+  void save();</span>');
  });
  test("is found under every rule that speaks of its place", () => {
    expect(reportOf([finding(discardedSetter), finding(floating)])).toContain('data-concern="0 1" data-rule="0 1" data-file="0"');
  });
  test("without its file's text is told without code", () => {
    expect(reportOf([finding(missingTimeout)], "")).not.toContain("<mark>");
  });
});

describe("words", () => {
  const words = wordsOf(templates);
  const rules = Object.values(plugin.rules).map(({ meta }) => meta as unknown as { messages: Record<string, string>; docs: { concern: string } });

  test.each([...new Set(rules.map(({ docs }) => docs.concern))])("the concern %s has a name of its own", (concern) => {
    expect(concernName(concern, words)).not.toBe(concern);
    expect(concernName(concern, words).toLowerCase()).toBe(concern);
  });
  // a line that is only "the line" has no part of its own
  const roles = rules.flatMap(({ messages }) => Object.values(messages).flatMap(linePlaceholdersOf)).filter((role) => role !== "line");
  test.each([...new Set(roles)])("a line in the part of `%s` is labelled", (role) => {
    const template = `Line {{${role}}}.`;
    const shown = reportOf([{ ...finding(missingTimeout), template, data: { ...finding(missingTimeout).data, [role]: 5 } }]);
    expect(textOf(shown, "code")).toContain(words.html(`mark ${role}`).replace(/<[^>]*>/g, "|"));
    expect(textOf(shown, "code")).not.toContain("named in the finding");
  });
});

describe("Markdown of the templates", () => {
  test("code, emphasis and links", () => {
    expect(inline("`a < b` and ``x`y``, **so** *too*: [page](https://example.org/a?b&c)")).toBe(
      '<code>a &lt; b</code> and <code>x`y</code>, <strong>so</strong> <em>too</em>: <a href="https://example.org/a?b&amp;c" rel="noreferrer">page</a>',
    );
  });
  test("what is escaped is text, and no link leads anywhere but the web", () => {
    expect(inline("\\*a\\* \\<b> @&#8203;c [x](javascript:alert(1)) a*b*c")).toBe("*a* &lt;b&gt; @c [x](javascript:alert(1)) a*b*c");
  });
  test("blocks", () => {
    expect(blocks("a\nb\n\n- c\n- d\n\n```js\n<x>\n\ny\n```\n\n1. e")).toBe('<p>a\nb</p><ul><li>c</li><li>d</li></ul><pre class="plain"><code>&lt;x&gt;\n\ny</code></pre><ol><li>e</li></ol>');
    expect(blocks("| a | b |\n| --- | --- |\n| `x|y` | z\\|w |")).toContain("<tbody><tr><td><code>x|y</code></td><td>z|w</td></tr></tbody>");
  });
});

describe("hostile code", () => {
  const plain = tagsOf(reportOf([calling("x")])).map((tag) => tag.replace(/ .*/s, ">"));
  const pieces = fc.array(fc.constantFrom(...hostilePieces, "</script>", '"><img src=x onerror=alert(1)>', "'", "&lt;", "</code></pre>"), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
  const shown = (found: Finding, text: string): string[] => tagsOf(reportOf([{ ...found, line: 1, endLine: 1, column: 1, endColumn: 2 }], text)).map((tag) => tag.replace(/ .*/s, ">"));

  test("brings no tag into the page but those of code", () => {
    const known = new Set([...plain, "<i>", "<p>", "<pre>", "</pre>", "<mark>", "</mark>"]);
    fc.assert(
      fc.property(pieces, pieces, pieces, (name, path, text) => {
        const tags = shown(calling(name.replace(/[\n\r]/g, " "), {}, path.replace(/[\0/\\]/g, "")), text);
        expect(tags.filter((tag) => !known.has(tag) && !["<span>", "</span>", "<code>", "</code>"].includes(tag))).toEqual([]);
        expect(tags.filter((tag) => tag === "<script>")).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
  test("shows what nobody sees", () => {
    const document = reportOf([calling("a\u202eb")], "x\nfetch(\u001b[m\u202e)\n");
    expect(document).toContain("fetch(\\u001b[<mark>m\\u202e)</mark>");
    expect(document).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
  });
  test("a line of a megabyte is cut around the finding", () => {
    const text = `${"x".repeat(500_000)}fetch()${"y".repeat(500_000)}`;
    const document = reportOf([finding(missingTimeout, { line: 1, endLine: 1, column: 500_001, endColumn: 500_006 })], text);
    expect(document).toContain("xxx<mark>fetch</mark>()yyy");
    expect(document.length).toBeLessThan(60_000);
  });
  test("a name of a megabyte is cut", () => {
    expect(reportOf([calling("f".repeat(1_000_000))]).length).toBeLessThan(60_000);
  });
});
