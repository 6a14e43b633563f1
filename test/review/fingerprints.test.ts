import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Finding, fingerprintsOf } from "../../src/review/index.js";
import { finding, missingTimeout } from "./sample.js";

/** A finding on each `fetch` of a text, in order. */
function fetchesIn(source: string, path = "src/a.ts"): Finding[] {
  return source.split("\n").flatMap((text, index) =>
    [...text.matchAll(/\bfetch\b/g)].map(({ index: at }) => finding(missingTimeout, { line: index + 1, endLine: index + 1, column: at + 1, endColumn: at + 6 }, path)),
  );
}

function fingerprints(source: string, path?: string, formerly?: ReadonlyMap<string, string>): string[] {
  return [...fingerprintsOf(fetchesIn(source, path), () => source, formerly).values()];
}

const loader = `export class Loader {
  async load(id: string): Promise<User> {
    const url = base + id;
    const reply = await fetch(url, { headers });
    return reply.json();
  }
}
`;
const [known] = fingerprints(loader);

describe("a fingerprint survives", () => {
  test.each([
    ["lines above", `import a from "a";\n\n\n${loader}`],
    ["another statement beside it", loader.replace("    const reply", "    log(id);\n    const reply")],
    ["new indentation", loader.replace(/^ +/gm, (blanks) => "\t".repeat(blanks.length / 2))],
    ["a line that is broken", loader.replace("fetch(url, { headers })", "fetch(\n      url,\n      { headers },\n    )")],
    ["a block around it", loader.replace("    const reply", "    if (id) {\n    const reply")],
    ["a comment", loader.replace("await fetch", "await /* later */ fetch")],
    ["renamed locals", loader.replaceAll("reply", "answer").replaceAll("url", "address").replaceAll("id", "key")],
    ["no semicolons", loader.replaceAll(";", "")],
    ["CRLF", loader.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\ufeff${loader}`],
    ["other options of the call", loader.replace("{ headers }", "{ headers, method }")],
    ["a second equal finding below", `${loader}${loader.replace("Loader", "Other")}`],
  ])("%s", (_, changed) => {
    const own = changed.startsWith("\ufeff") ? fingerprintsOf(fetchesIn(loader), () => changed).values() : fingerprints(changed);
    expect([...own][0]).toBe(known);
  });
  test("a file that the change renamed", () => {
    expect(fingerprints(loader, "src/b.ts", new Map([["src/b.ts", "src/a.ts"]]))).toEqual([known]);
  });
});

describe("a fingerprint tells apart", () => {
  test.each([
    ["another file", () => fingerprints(loader, "src/b.ts")],
    ["another method", () => fingerprints(loader.replace("load(", "save("))],
    ["another class", () => fingerprints(loader.replace("Loader", "Saver"))],
    ["another statement", () => fingerprints(loader.replace("const reply = await fetch", "return fetch"))],
    ["another member", () => fingerprints(loader.replace("fetch(url", "fetch(this.url"))],
  ])("%s", (_, other) => {
    expect(other()).not.toContain(known);
  });
  test("equal statements of one function, by their order", () => {
    const twice = "export async function f() {\n  await fetch(a);\n  await fetch(a);\n}\n";
    const both = fingerprints(twice);
    expect(new Set(both).size).toBe(2);
    expect(fingerprints(twice.replace("  await fetch(a);\n", ""))).toEqual([both[0]]);
  });
  test("functions by whatever gives them their name", () => {
    const forms = ["function one() {", "const two = async () => {", "const three = async function () {", "const o = { four: async (a) => {", "const o = { five() {", "class C { #six(): Promise<void> {", "class C { seven = async (a: A): Promise<Map<A, B>> => {", "export default async function* () {"];
    expect(new Set(forms.map((form) => fingerprints(`${form}\n  await fetch(a);\n}}`)[0])).size).toBe(forms.length);
  });
});

test("any text has fingerprints, all different", () => {
  const pieces = ["fetch(", ")", "{", "}", "`", "${", "'", '"', "/", "//", "/*", "*/", "<a>", "=>", "async", "class", ":", "=", "\n", " x ", ";", "\\", "\u0000", "名", "😀"];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.constantFrom("a.ts", "a.tsx", "a.js"), (source, path) => {
      const all = fingerprints(source, path);
      expect(new Set(all).size).toBe(all.length);
      expect(fingerprints(source, path)).toEqual(all);
    }),
  );
});

test("without the text, the message stands for the code", () => {
  const at = (line: number) => [...fingerprintsOf([finding(missingTimeout, { line, endLine: line })], () => undefined).values()];
  expect(at(2)).toEqual(at(9));
});

test("a large file is read once", () => {
  const source = `export async function f() {\n${"  await fetch(a);\n".repeat(5000)}}\n`;
  expect(new Set(fingerprints(source)).size).toBe(5000);
});
