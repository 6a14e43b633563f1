import { expect, test } from "vitest";
import { diagramOf } from "../../src/review/diagram.js";

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
