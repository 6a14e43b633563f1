import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { libraries } from "../../src/knowledge/index.js";
import type { Library } from "../../src/knowledge/library.js";
import { stepsOf } from "./spelling.js";

const folder = new URL("../../src/knowledge/", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

test("no two libraries share a name", () => {
  const names = libraries.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("every entry is in the list", () => {
  const written = files.flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/^export const \w+: Library = \{\s+name: "([^"]+)"/gm)].map((match) => match[1]));
  expect(new Set(libraries.map(({ name }) => name))).toEqual(new Set(written));
});

test("knowledge holds no functions and needs no code", () => {
  for (const file of files.filter((one) => one.includes("/"))) {
    const text = readFileSync(join(folder, file), "utf8");
    expect.soft(text.match(/^import (?!type ).*$/gm), file).toBeNull();
    expect.soft(text.match(/=>|\bfunction\b(?= *\w*\()/g), file).toBeNull();
  }
});

describe.each(libraries.map((library) => [library.name, library] as const))("%s", (_, library) => {
  test("gives the source of every fact", () => {
    const facts = factsOf(library) as { readonly source: string }[];
    expect(facts.length).toBeGreaterThan(0);
    for (const { source } of facts) expect(source).toMatch(/^[^ ]+@|^node@|^https?:|^doc:/);
    expect(library.verified).toMatch(/^[^ ]+@\d+\.\d+\.\d+$/);
  });

  test("is spelled in a way that can be read", () => {
    for (const spelling of spellingsIn(library)) expect(stepsOf(spelling).length, spelling).toBeGreaterThan(0);
  });
});

test("a setting of a client stands at a client that a call goes through", () => {
  const strangers = libraries.flatMap((library) =>
    factsOf(library).flatMap((fact) => {
      const calls = spellingsIn(fact).filter((spelling) => spelling.includes("()"));
      return clientsIn(fact)
        .filter((client) => !calls.some((call) => call.startsWith(`${client}()`)))
        .map((client) => `${library.name}: ${client}`);
    }),
  );
  expect(strangers).toEqual([]);
});

function factsOf(library: Library): object[] {
  const values: readonly unknown[] = Object.values(library).flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []));
  return values.filter((fact) => typeof fact === "object" && fact !== null);
}

function clientsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => clientsIn(each));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === "client" && typeof each === "string" ? [each] : clientsIn(each)));
}

/** Everything in an entry that is a spelling, found by the keys that hold one. */
function spellingsIn(value: unknown, key = ""): string[] {
  const keys = new Set(["calls", "client", "types", "stoppedBy", "acquire", "release", "scoped", "run", "loggers", "instruments", "setters", "value", "timeoutProperties", "timeoutCalls"]);
  if (typeof value === "string") return keys.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => spellingsIn(each, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => spellingsIn(each, key === "types" ? "types" : name));
}
