import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FactCases, type Facts } from "./fact-cases.js";

export type { Facts } from "./fact-cases.js";

/**
 * Tests of facts: the cases of `test/analysis/<path>.md`, the last part of which is the fact's name.
 *
 * @param facts what stands behind the claims `// <name>: …`; several kinds of claims as an object.
 */
export function describeFacts(path: string, facts: Facts | Readonly<Record<string, Facts>>): void {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const kinds = typeof facts === "function" ? { [name]: facts } : facts;
  const sheet = new FactCases(name, readFileSync(new URL(`../analysis/${path}.md`, import.meta.url), "utf8"), kinds);
  describe(name, () => {
    for (const one of sheet.cases) {
      describe(one.block.headings.join(" › "), () => {
        for (const mode of one.modes) {
          test(`line ${one.block.line}, ${mode}`, () => {
            expect(sheet.problemsOf(one, mode).join("\n")).toBe("");
          });
        }
      });
    }
  });
}
