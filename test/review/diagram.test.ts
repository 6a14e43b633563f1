import mermaid from "mermaid";
import { describe, expect, test } from "vitest";
import { diagramOf } from "../../src/review/diagram.js";
import { locales } from "../../src/review/index.js";
import { interleavingOf } from "../../src/review/interleaving.js";
import { hostilePieces } from "./sample.js";
import { loadedOnce } from "./templates.js";

const step = (text: string, waits = false) => ({ run: "A" as const, line: 3, waits, text });

test("the runs and the place that they share", () => {
  expect(diagramOf([step("reads `this.n`"), { ...step("waits", true), run: "B" }], "this.n")).toBe(
    "sequenceDiagram\n  participant P1 as A\n  participant P2 as B\n  participant P3 as this.n\n  P1->>P3: reads this.n (3)\n  Note over P2: waits (3)",
  );
});
test("code in it is no syntax", () => {
  const place = 'end; a["#x"] %% <br/>\n`${b}` ->> 变量';
  const diagram = diagramOf([step(`writes \`${place}\``)], place) ?? "";
  expect(diagram.split("\n")).toHaveLength(5);
  const code = diagram.replace(/#\d+;/g, "").replace("P1->>P3", "").split("\n").slice(3);
  expect(code.join("\n")).not.toMatch(/[;#%<>"[\]`]|\bend\b/);
  expect(diagram).toContain("变量");
});
test("none for no steps, nor for more than one follows", () => {
  expect(diagramOf([], "x")).toBeUndefined();
  expect(diagramOf(Array.from({ length: 13 }, () => step("reads")), "x")).toBeUndefined();
});

describe.each(locales)("in %s", (locale) => {
  const looks = ["read", "test", "lookUp"];
  const acts = ["write", "fill", "assign"];
  const places = ["this.total", "cache[`end`]", "状态", "loop", "a; b", "x; end", ...hostilePieces.map((piece) => `a${piece}b`)];
  const orders = looks.flatMap((look) => acts.map((act) => ({ [look]: 3, suspension: 4, [act]: 5 })));

  test.each(orders)("Mermaid reads the steps %o", async (lines) => {
    const diagram = diagramOf(interleavingOf({ data: { ...lines, place: "this.total" } }, loadedOnce(locale), "plain"), "this.total") ?? "";
    expect(diagram.split("\n")).toHaveLength(10);
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: "sequence" });
  });
  test.each(places)("Mermaid reads the place %j", async (place) => {
    const diagram = diagramOf(interleavingOf({ data: { read: 3, suspension: 4, write: 5, place } }, loadedOnce(locale), "plain"), place) ?? "";
    expect(await mermaid.parse(diagram)).toMatchObject({ diagramType: "sequence" });
  });
});
test("Mermaid refuses what is no diagram, or the tests above would say nothing", async () => {
  await expect(mermaid.parse("sequenceDiagram\n  participant P1 as A\n  P1->>P2: a\n  end; x")).rejects.toThrow();
});
