import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { cycleIn, importsOf, sources } from "./imports.js";
import { root } from "./tree.js";

/** What each part may import beside itself: the parts to its left, and for `review` nothing. */
const layers: Readonly<Record<string, readonly string[]>> = {
  knowledge: [],
  analysis: ["knowledge"],
  rule: ["analysis", "knowledge"],
  rules: ["rule", "analysis", "knowledge"],
  plugin: ["rules", "rule"],
  cli: ["plugin", "rules", "rule", "review"],
  review: [],
};

function partOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first === "src" ? second.replace(/\.ts$/, "") : first;
}

/** Imports that a source may not have, each as a line of text. */
function offences(allowed: (path: string, specifier: string, typeOnly: boolean) => boolean): string[] {
  return sources.flatMap((path) =>
    importsOf(path)
      .filter(({ of, typeOnly }) => !allowed(path, of, typeOnly))
      .map(({ of }) => `${path} imports ${of}`),
  );
}

const isSource = (specifier: string): boolean => specifier.startsWith("src/") || specifier.startsWith("rules/");

describe("layers", () => {
  test("every source belongs to a part", () => {
    expect(sources.filter((path) => !(partOf(path) in layers))).toEqual([]);
    expect(sources.length).toBeGreaterThan(10);
  });
  test("a part imports only what stands left of it", () => {
    expect(
      offences((path, of) => !isSource(of) || partOf(of) === partOf(path) || (layers[partOf(path)] ?? []).includes(partOf(of))),
    ).toEqual([]);
  });
  test("there is no cycle, not even of types", () => {
    expect(cycleIn(new Map(sources.map((path) => [path, importsOf(path).map(({ of }) => of).filter(isSource)])))).toBeUndefined();
    expect(cycleIn(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]]))).toEqual(["b", "c", "b"]);
  });
  test("what all concerns share knows none of them", () => {
    const concerns = new Set(rules.map(({ meta }) => meta.docs.concern.replace(" ", "-")));
    const concernOf = (path: string): string | undefined => /^src\/analysis\/([^/]+)\//.exec(path)?.slice(1).find((name) => concerns.has(name));
    expect(sources.filter((path) => concernOf(path)).length).toBeGreaterThan(10);
    expect(offences((path, of) => !path.startsWith("src/analysis/") || concernOf(path) !== undefined || concernOf(of) === undefined)).toEqual([]);
  });
  test("no rule imports a rule", () => {
    expect(offences((path, of) => partOf(path) !== "rules" || path === "rules/index.ts" || !of.startsWith("rules/"))).toEqual([]);
  });
});

describe("what each part may not do", () => {
  const reads = (name: string): boolean => /^(node:)?(fs|path|module|child_process|os)(\/|$)/.test(name);

  test("knowledge, analyses and rules do not touch the disk, and of src/rule only project.ts does", () => {
    const floors = ["knowledge", "analysis", "rule", "rules"];
    expect(offences((path, of) => !floors.includes(partOf(path)) || path === "src/rule/project.ts" || !reads(of))).toEqual([]);
  });
  test("only hosts use the network", () => {
    const network = /^(node:)?(https?|http2|net|tls|dgram|undici)$/;
    expect(offences((path, of) => path.startsWith("src/review/hosts/") || !network.test(of))).toEqual([]);
  });
  test("TypeScript is needed for its types only", () => {
    const compiler = /^(typescript$|@typescript-eslint\/)/;
    const loads = (path: string): boolean => path.startsWith("src/cli/");
    expect(offences((path, of, typeOnly) => typeOnly || loads(path) || !compiler.test(of))).toEqual([]);
  });
  test("only types.ts and the names it gives know TypeScript's checker", () => {
    expect(offences((path, of) => ["src/analysis/types.ts", "src/analysis/type-names.ts"].includes(path) || of !== "typescript")).toEqual([]);
  });
  test("only the command's main sets the exit code", () => {
    const setting = sources.filter((path) => /process\.exit\b|process\.exitCode/.test(readFileSync(join(root, path), "utf8")));
    expect(setting.filter((path) => path !== "src/cli/main.ts")).toEqual([]);
  });
});
